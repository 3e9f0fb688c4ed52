"""The review, as people ask for it: `/incident review` begins it and opens its form; words behind
it say who writes it and by when, or what is to come next."""

from __future__ import annotations

from dataclasses import replace

from firebell.app.incidents import Handled
from firebell.domain.commands import (
    AssignReview,
    PublishReview,
    SendForReview,
    ShowReview,
    StartReview,
)
from firebell.domain.events import ReviewWritten
from firebell.domain.incident import Incident
from firebell.domain.moves.review import summary_key
from firebell.domain.named import first_word
from firebell.domain.refusals import Refused
from firebell.domain.review import written
from firebell.domain.typed_day import day_behind
from firebell.domain.typed_words import Record
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.people_typed import people_in, person_in
from firebell.slack.inbound.responses import (
    FieldErrors,
    OpenView,
    Response,
    reply,
    sentence_view,
)
from firebell.slack.inbound.services import Services
from firebell.slack.views.blocks import lines, plainly
from firebell.slack.views.forms import review
from firebell.slack.views.forms.review import Entered, Then
from firebell.words.en.typed import REVIEW_VERBS
from firebell.words.review import saved_by, title_of
from firebell.words.say import say
from firebell.words.text import Mention, Text, text
from firebell.words.times import day


async def review_or_form(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Response:
    """Do what the words say; without any, or where they say what comes next, open the form."""
    word, rest = first_word(words)
    meant = REVIEW_VERBS.get(word, "")
    if words and not meant:
        return await _assign(services, interaction, incident, words)
    command = StartReview(by=interaction.user, where=interaction.channel)
    handled = await services.handle(interaction, incident.id, command, _key(interaction, "start"))
    found = handled.incident
    if meant == "file":
        return await _share(services, interaction, handled)
    then = Then(meant) if meant else Then.KEEP
    readers = people_in(services, interaction, found, rest) if then is Then.SEND else []
    caller = await services.caller(interaction)
    found, record = await services.incidents.with_record(found.id, caller)
    view = review.view(
        found,
        written(record.values()),
        services.playbook,
        key=services.new_key(),
        where=interaction.channel,
        then=then,
        readers=readers,
    )
    return OpenView(view)


async def _share(services: Services, interaction: Interaction, handled: Handled) -> Response:
    """What was begun just now is on its way already."""
    if not handled.events:
        command = ShowReview(by=interaction.user, where=interaction.channel)
        key = _key(interaction, "file")
        await services.handle(interaction, handled.incident.id, command, key)
    return reply(say("note.review_shared", label=handled.incident.label))


async def _assign(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Response:
    due, rest = day_behind(words, services.now(), services.playbook)
    person, left = person_in(services, interaction, incident, rest) if rest else (None, "")
    if left or (person is None and due is None):
        return reply(say("note.review_unread", words=words))
    command = AssignReview(by=interaction.user, where=interaction.channel, writer=person, due=due)
    handled = await services.handle(interaction, incident.id, command, _key(interaction, "who"))
    return reply(_who_and_when(services, handled.incident))


def _who_and_when(services: Services, incident: Incident) -> Text:
    ending = incident.ending
    assert ending is not None, "a closed incident has an ending"
    who = Mention(ending.reviewer) if ending.reviewer else say("nobody")
    if ending.review_due is None:
        return say("note.review_assigned_open", who=who, label=incident.label)
    by = day(ending.review_due, services.playbook.time_zone)
    return say("note.review_assigned", who=who, label=incident.label, day=by)


def _key(interaction: Interaction, what: str) -> str | None:
    """One press may be several commands, each of them once."""
    return f"{interaction.trigger}:{what}" if interaction.trigger else None


async def submitted(services: Services, interaction: Interaction) -> Response:
    """Save, and do what comes next. What can't be published is saved all the same."""
    entered = review.read(interaction.view, interaction.user)
    caller = await services.caller(interaction)
    _, record = await services.incidents.with_record(entered.incident, caller)
    if services.slack.bot_user in (entered.command.writer, *entered.readers):
        field = "writer" if entered.command.writer == services.slack.bot_user else "readers"
        return FieldErrors({field: plainly(say("form.pick_person"), {})})
    if entered.then is Then.PUBLISH:
        proposed = {**entered.proposed, **entered.command.text}
        entered = replace(entered, command=replace(entered.command, text=proposed))
        texts = {**written(record.values()), **proposed}
        missing = f"section.{summary_key(services.playbook)}"
        if not texts.get(summary_key(services.playbook)):
            why = services.refusal(Refused("review_needs_summary", missing))
            return FieldErrors({missing: plainly(why, {})})
    handled = await services.handle(
        interaction, entered.incident, entered.command, f"form:{entered.key}"
    )
    saved = _saved(services, handled, record)
    try:
        then = await _then(services, interaction, entered)
    except Refused as why:
        return OpenView(sentence_view(lines(saved, services.refusal(why))))
    return OpenView(sentence_view(lines(saved, then)))


async def _then(services: Services, interaction: Interaction, entered: Entered) -> Text:
    """What came of what comes next. Raises Refused."""
    by, where = interaction.user, entered.command.where
    label = (
        await services.incidents.by_id(entered.incident, await services.caller(interaction))
    ).label
    match entered.then:
        case Then.SEND:
            send = SendForReview(by=by, where=where, readers=entered.readers)
            await services.handle(interaction, entered.incident, send, f"form:{entered.key}:send")
            return say("note.review_sent", label=label)
        case Then.PUBLISH:
            publish = PublishReview(by=by, where=where)
            key = f"form:{entered.key}:publish"
            await services.handle(interaction, entered.incident, publish, key)
            return say("note.review_published", label=label)
        case _:
            return ()


def _saved(services: Services, handled: Handled, record: Record) -> Text:
    found = handled.incident
    if handled.repeated:
        return say("note.done_already", label=found.label)
    written_now = [event for event in handled.events if isinstance(event, ReviewWritten)]
    if not written_now:
        return () if handled.events else say("note.nothing_changed", label=found.label)
    version = written_now[0].version
    saved = say("note.review_saved", label=found.label, version=version)
    over = [event for event in written_now if event.overtook is not None]
    if not over:
        return saved
    titles = {
        each.key: title_of(each, services.playbook)
        for each in services.playbook.review_rules.sections
    }
    sections = ", ".join(titles.get(event.section, event.section) for event in over)
    kept = max(event.overtook or 0 for event in over)
    who = saved_by(list(record.values()), kept)
    other: Text = text(Mention(who)) if who else say("somebody_else")
    words = say("note.review_overtook", who=other, sections=sections, version=kept)
    return lines(saved, words)
