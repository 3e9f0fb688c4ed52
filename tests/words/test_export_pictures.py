"""Pictures in the record: what is kept is shown, and what is not is named, never left out."""

from __future__ import annotations

from firebell.domain.events import Noted, Picture
from firebell.words.export import to_markdown
from tests.domain.build import DECLARED, NOW, PLAYBOOK, incident_after

KEPT, TOO_LARGE = Picture(file="F1", title="a.png"), Picture(file="F2", title="wall_map.png")
NOTED = Noted(at=NOW, by="UBOB", text="Two pictures", pictures=(KEPT, TOO_LARGE))


def test_a_picture_that_is_not_kept_is_named_as_such() -> None:
    """One that was too large was left out without a word."""
    incident = incident_after(DECLARED, NOTED)
    kept = {"F1": "INC-1-pictures/F1.png"}
    written = to_markdown(incident, [DECLARED, NOTED], {}, PLAYBOOK, NOW, kept)
    assert written.partition("## Pictures\n")[2].split("\n") == [
        "",
        "- ![a.png](<INC-1-pictures/F1.png>)",
        "- wall_map.png: not kept with the record. Slack may show it still.",
        "",
    ]
