"""The menu for words that are no command: what may be meant first, to raise another last."""

from __future__ import annotations

from firebell.domain.incident import Incident
from firebell.domain.typed_text import clean
from firebell.slack.client.limits import fit
from firebell.slack.views.blocks import Block, actions, button, section
from firebell.slack.views.forms.short import menu_view
from firebell.words.catalogue import FORMS
from firebell.words.say import form
from firebell.words.text import fill

LONGEST = 1900
"""Of words that a button can carry; what is longer is no misspelt command."""
FIRST_WORDS = 40
"""Of a title, as a button shows it."""


def view(
    incident: Incident, words: str, where: str | None, meant: str | None = None, line: str = ""
) -> Block:
    """`meant` is the command that the first word may be, `line` what would then be typed."""
    shown = fit(" ".join(words.split()), FIRST_WORDS)
    last = button(
        form("menu.raise_words", words=shown), "raise_words", f"{where or ''}|{clean(words)}"
    )
    if meant is None:
        return menu_view(incident, [section(fill(FORMS["meant.nothing"], words=shown))], last)
    asks = section(fill(FORMS["meant"], words=shown, command=meant))
    offered = button(form("meant.do", line=line), "meant", clean(line), style="primary")
    return menu_view(incident, [asks, actions([offered])], last)
