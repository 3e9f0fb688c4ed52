"""What speaks for each severity, as boxes, and what they suggest. The person decides.

Each box that is ticked comes back at once, and the line beneath the choice follows. It is no more
than that: the choice stays as the person made it.
"""

from __future__ import annotations

from collections.abc import Collection

from firebell.domain.factors import suggested
from firebell.domain.playbook import UNSURE, Playbook
from firebell.slack.client import limits
from firebell.slack.client.payloads import Payload
from firebell.slack.views.blocks import Block, boxes, context, input_block, option
from firebell.slack.views.forms.form_state import form_context, values
from firebell.words.say import form
from firebell.words.text import text

BLOCK = "factors."
SUGGESTED = "suggested"


def blocks(playbook: Playbook, ticked: Collection[str], service: str) -> list[Block]:
    """A group of boxes for each severity that has factors, and what is suggested."""
    groups = [
        _group(severity.key, severity.factors, severity.needs, ticked)
        for severity in playbook.severities
        if severity.factors
    ]
    return [*groups, _suggestion(playbook, ticked, service)] if groups else []


def read(view: Payload) -> tuple[str, ...] | None:
    """What is ticked; None where the form has no boxes."""
    entered = values(view)
    groups = [
        str(block["block_id"])
        for block in view.get("blocks") or []
        if str(block.get("block_id") or "").startswith(BLOCK)
    ]
    if not groups:
        return None
    return tuple(dict.fromkeys(words for group in groups for words in entered.choices(group)))


def followed(view: Payload, playbook: Playbook) -> Block:
    """The same form, with what its boxes suggest now."""
    service = values(view).choice("service") or str(form_context(view).get("service") or UNSURE)
    suggestion = _suggestion(playbook, read(view) or (), service)
    kept = {key: view[key] for key in limits.SHOWN_OF_A_VIEW if view.get(key)}
    shown = [
        suggestion if block.get("block_id") == SUGGESTED else block for block in view["blocks"]
    ]
    return {**kept, "blocks": shown}


def _group(severity: str, factors: Collection[str], needs: int, ticked: Collection[str]) -> Block:
    words = "factors.one" if needs == 1 else "factors.several"
    options = [option(factor, factor) for factor in factors]
    return input_block(
        f"{BLOCK}{severity}",
        form(words, severity=severity, count=str(needs)),
        boxes(options, ticked),
        optional=True,
        at_once=True,
    )


def _suggestion(playbook: Playbook, ticked: Collection[str], service: str) -> Block:
    found = suggested(ticked, playbook, service)
    words = form("factors.suggest", severity=found) if found else form("factors.nothing")
    return {**context(text(words)), "block_id": SUGGESTED}
