"""All that is open, shown to one person: what is typed, and the presses that turn its pages."""

from __future__ import annotations

from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.responses import OpenView, Response, reply
from firebell.slack.inbound.services import Services
from firebell.slack.views.forms import open_list
from firebell.slack.views.forms.open_list import Page
from firebell.words.say import form, say
from firebell.words.text import Strong, text


async def list_(services: Services, interaction: Interaction, which: str) -> Response:
    """What is open, as far as this person may see it."""
    return await show(services, interaction, Page(which=which))


async def turned(services: Services, interaction: Interaction) -> Response:
    """Another page of it, or others of them."""
    return await show(services, interaction, open_list.page_of(interaction.values))


async def show(services: Services, interaction: Interaction, page: Page) -> Response:
    """In the view in which it was asked for; else to whoever asked, in the channel."""
    opened = await services.incidents.open_for(await services.caller(interaction))
    if not opened:
        return reply(say("note.none_open"))
    person, playbook = interaction.user, services.playbook
    if interaction.view or page.verb:
        words = open_list.words_kept(interaction.view)
        return OpenView(open_list.view(opened, page, person, playbook, words))
    rows = open_list.blocks(opened, page, person, playbook)
    return reply(text(Strong(form("declare.open"))), *rows)
