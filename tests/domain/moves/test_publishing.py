"""What the public reads: marked by whoever writes the updates, of what is neither private nor a
drill; on the record, with where it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from firebell.domain.commands import Close, Reopen, ReportPublished, TellPublic, Update
from firebell.domain.effects import DirectMessage, Effect, Publish, SayAnew, Tell
from firebell.domain.events import Closed, PublicTold, PublicUpdatePublished, RoleTaken, Updated
from firebell.domain.incident import Incident
from firebell.domain.lifecycle import apply, decide
from firebell.domain.playbook import Playbook
from firebell.domain.reactions import reactions
from firebell.domain.refusals import Refused
from firebell.domain.status_pages import (
    ForThePublic,
    OnPage,
    Published,
    StatusPage,
    StatusPageKind,
)
from firebell.domain.timeline import timeline
from firebell.words.record import sentence
from tests.domain.build import CHANNEL, DECLARED, NOW, PLAYBOOK, declared, incident_after

PAGE = StatusPage(
    key="status", name="the status page", kind=StatusPageKind.UPPTIME, project="example/status"
)
PROCESS = replace(PLAYBOOK, status_pages=(PAGE,))
MARKED = ForThePublic(page="status", title=" Down ", text=" We are on it ", marked=True)
THERE = Published(id="1", link="https://example.com/1", update="9")
OPEN = incident_after(DECLARED, CHANNEL)
WRITER = OPEN.in_charge


def update(public: ForThePublic | None, by: str = WRITER) -> Update:
    return Update(by=by, known="A disk is full", public=public)


def told(incident: Incident = OPEN, playbook: Playbook = PROCESS, **more: Any) -> Updated:
    """The update that is marked."""
    (event,) = decide(incident, update(replace(MARKED, **more)), NOW, playbook)
    assert isinstance(event, Updated)
    return event


def published(incident: Incident) -> Incident:
    """Once it stands there."""
    return apply(
        incident,
        PublicUpdatePublished(
            at=NOW, entry="e1", page="status", page_name="", said=NOW, published=THERE
        ),
    )


def test_what_is_marked_stands_with_the_update_and_goes_out() -> None:
    event = told()
    assert (event.status_page, event.public_title, event.public) == (
        "status",
        "Down",
        "We are on it",
    )
    after = apply(OPEN, event)
    assert after.public == OnPage(page="status", title="Down", text="We are on it")
    sent = [r for r in reactions(OPEN, event, after, PROCESS) if isinstance(r, Effect)]
    assert [r.body for r in sent if isinstance(r.body, Publish)] == [Publish(page="status")]


def test_what_is_not_marked_is_not_kept() -> None:
    (event,) = decide(OPEN, update(replace(MARKED, marked=False)), NOW, PROCESS)
    assert isinstance(event, Updated)
    assert (event.status_page, event.public_title, event.public) == ("", "", "")


@pytest.mark.parametrize(
    ("incident", "public", "key", "field"),
    [
        (OPEN, {"marked": False, "typed": True}, "public_not_marked", "publish"),
        (OPEN, {"text": "  "}, "public_needed", "public"),
        (OPEN, {"title": ""}, "public_title_needed", "public_title"),
        (OPEN, {"text": "Ask <@U0123ABCD>"}, "public_in_slack", "public"),
        (OPEN, {"title": "@here: down"}, "public_in_slack", "public_title"),
        (OPEN, {"page": "other"}, "public_other_page", "publish"),
        (incident_after(declared(private=True)), {}, "public_private", "publish"),
        (incident_after(declared(drill=True)), {}, "public_drill", "publish"),
    ],
)
def test_what_can_not_be_published_is_refused_at_its_field(
    incident: Incident, public: dict[str, Any], key: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        told(incident, **public)
    assert (refused.value.key, refused.value.field) == (key, field)


def test_whoever_does_not_write_the_updates_does_not_speak_to_the_public() -> None:
    role = PROCESS.updating_role.key
    taken = apply(OPEN, RoleTaken(at=NOW, by="UPRIYA", role=role, person="UPRIYA"))
    with pytest.raises(Refused, match="public_not_yours"):
        decide(taken, update(MARKED), NOW, PROCESS)
    assert decide(taken, update(MARKED, by="UPRIYA"), NOW, PROCESS)


def test_once_it_stands_there_the_update_shows_it_and_no_title_is_asked_for() -> None:
    after = published(apply(OPEN, told()))
    assert after.public is not None
    assert (after.public.link, after.public.updates) == ("https://example.com/1", {"e1": "9"})
    assert after.told_outside == ("page:status",)
    assert told(after, title="").public_title == ""
    report = ReportPublished(by=None, entry="e1", page="status", said=NOW, published=THERE)
    assert decide(after, report, NOW, PROCESS) == []
    (event,) = decide(after, replace(report, entry="e2"), NOW, PROCESS)
    assert reactions(after, event, after, PROCESS) == [SayAnew(published=frozenset({"e2"}))]


def test_a_closing_without_words_for_the_public_is_told_and_they_can_follow() -> None:
    later = NOW + timedelta(minutes=9)
    there = published(apply(OPEN, told()))
    (*_, closed) = decide(there, Close(by="UBOB"), later, PROCESS)
    assert isinstance(closed, Closed)
    over = apply(there, closed)
    bodies = [r.body for r in reactions(there, closed, over, PROCESS) if isinstance(r, Effect)]
    assert Tell(what=DirectMessage.LEFT_ON_PAGE, person=WRITER) in bodies
    end = replace(MARKED, title="", text="It works")
    (event,) = decide(over, TellPublic(by=WRITER, public=end), later, PROCESS)
    assert isinstance(event, PublicTold)
    ended = apply(over, event)
    assert ended.public is not None
    assert (ended.public.over, ended.public.text) == (True, "It works")
    with pytest.raises(Refused, match="public_not_marked"):
        decide(over, TellPublic(by=WRITER), later, PROCESS)
    again = Reopen(by=WRITER, public=replace(end, text="Not yet"))
    (reopened,) = decide(ended, again, later, PROCESS)
    back = apply(ended, reopened).public
    assert back is not None
    assert not back.over


def test_the_record_says_what_the_public_reads_and_where() -> None:
    event = told()
    stands = PublicUpdatePublished(
        at=NOW, entry="e1", page="status", page_name="the page", said=NOW, published=THERE
    )
    lines = [sentence(each, {}, PROCESS) for each in timeline([event, stands])]
    assert "The public reads: Down: We are on it" in lines[0]
    assert lines[1] == "It stands on the page: https://example.com/1"
