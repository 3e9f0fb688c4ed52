"""Draws docs/lifecycle.md: the diagram by asking the rules, the table from the table of moves.

A test compares the page with what is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from firebell.domain import commands as c
from firebell.domain.actions import ActionPart
from firebell.domain.events import Words
from firebell.domain.incident import OPEN, Incident, Status
from firebell.domain.lifecycle import apply, decide, possible
from firebell.domain.playbook import Playbook, Role, Service, Severity, Step
from firebell.domain.refusals import Refused
from firebell.words.catalogue import STATUSES

PAGE = Path(__file__).parents[1] / "docs" / "lifecycle.md"

HEAD = """# The life of an incident

Drawn from the table of moves in `src/firebell/domain/lifecycle.py` by `scripts/lifecycle.py`.

```mermaid
stateDiagram-v2
"""

BETWEEN = """```

What is possible where:

"""

NOTE = """
Closing what is closed answers who closed it and when; reopening what is open answers that there
is nothing to reopen. Facts that Slack reports are never refused.
"""

PLAYBOOK = Playbook(
    organisation="Example",
    severities=(Severity(key="high", criteria=""), Severity(key="low", criteria="")),
    roles=(Role(key="lead", name="lead", short="Lead", duty="", in_charge=True),),
    services=(Service(key="app", name="App"),),
    when_unsure="high",
    steps=(Step(key="look", words="Look"),),
)
RAISED = datetime(2026, 1, 1, tzinfo=UTC)
DECLARE = c.Declare(
    by="U1", key="form", title="It is down", service="app", severity="high", id="i", number=1
)
PAST = c.RecordPast(
    by="U1",
    key="form",
    title="It was down",
    service="app",
    severity="high",
    id="i",
    number=1,
    affected_from=RAISED,
    working_since=RAISED,
    ended=RAISED,
    summary="It was full",
)
COMMANDS: tuple[c.Command, ...] = (
    DECLARE,
    PAST,
    *(c.Update(by="U1", known="It is slow", status=status) for status in OPEN),
    c.Update(by="U1", known="It is slow"),
    c.ChangeSeverity(by="U1", severity="low"),
    c.TakeRole(by="U1", role="lead"),
    c.DeclineRole(by="U1", role="lead"),
    c.ConfirmOngoing(by="U1"),
    c.TellNeighbour(by="U1", service="sign-in"),
    c.AskSomeone(by="U1", role="lead", person="U2"),
    c.HandOver(by="U1", person="U2"),
    c.TakeHandover(by="U1"),
    c.DeclineHandover(by="U1"),
    c.MakeReal(by="U1"),
    c.MoveToChannel(by="U1"),
    c.MakePrivate(by="U1"),
    c.Close(by="U1"),
    c.Reopen(by="U1"),
    c.TellPublic(by="U1"),
    c.Edit(by="U1", title="It is slow"),
    c.TickStep(by="U1", step="look"),
    c.Join(by="U2"),
    c.Note(by="U1", text="Look at this"),
    c.NoteThread(by="U1", notes=(c.Note(by="U1", text="Look at this"),)),
    c.CorrectNote(by="U1", entry="", text="Look at that"),
    c.ShowRecord(by="U1"),
    c.AddAction(by="U1", text="Call them"),
    c.ChangeAction(by="U1", action="1", parts=(ActionPart.TEXT,), text="Write to them"),
    c.FinishAction(by="U1", action="1"),
    c.AskTicket(by="U1", action="1"),
    c.RemoveAction(by="U1", action="1"),
    c.StartReview(by="U1"),
    c.AssignReview(by="U1", writer="U2"),
    c.SaveReview(by="U1", base=0),
    c.SendForReview(by="U1"),
    c.CommentOnReview(by="U1", text="Which team?"),
    c.PublishReview(by="U1"),
    c.ShowReview(by="U1"),
    c.Redact(by="U1", entry="", part=Words.NOTE),
)
"""What people may ask, at least once each; `Update` with every status that it can bring."""


def drawn() -> str:
    """The page."""
    return HEAD + "\n".join(arrows()) + "\n" + BETWEEN + "\n".join(table()) + "\n" + NOTE


def arrows() -> Iterator[str]:
    """Each change of status that a command makes, once, in the order in which it is reached."""
    asked = {type(command).__name__ for command in COMMANDS}
    assert asked == {name for standing in (None, *Status) for name in possible(standing)}
    seen: set[str] = set()
    reached: list[Incident | None] = [None]
    for before in reached:
        for command in COMMANDS:
            after = asking(before, command)
            if after is None or (before and after.status is before.status):
                continue
            arrow = f"    {status(before)} --> {status(after)}: {type(command).__name__}"
            if arrow not in seen:
                seen.add(arrow)
                yield arrow
            if after.status not in [incident.status for incident in reached if incident]:
                reached.append(after)


def asking(before: Incident | None, command: c.Command) -> Incident | None:
    """The incident after the command; as it was where it is refused."""
    incident = before
    try:
        for event in decide(before, command, RAISED + timedelta(hours=1), PLAYBOOK):
            incident = apply(incident, event)
    except Refused:
        return before
    return incident


def status(incident: Incident | None) -> str:
    """As the diagram names it."""
    return incident.status.value if incident else "[*]"


def table() -> Iterator[str]:
    """A line for each command that people have, with where it is possible."""
    standings = [None, *Status]
    titles = ["nothing yet", *(STATUSES[each] for each in Status)]
    yield f"| asked | {' | '.join(titles)} |"
    yield f"| --- |{' --- |' * len(titles)}"
    for command in sorted({name for standing in standings for name in possible(standing)}):
        cells = ["yes" if command in possible(standing) else "" for standing in standings]
        yield f"| {command} | {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(drawn())
