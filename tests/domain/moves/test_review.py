"""The review: begun once, saved in versions, read, published; and who is reminded of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from firebell.domain.commands import (
    AssignReview,
    CommentOnReview,
    PublishReview,
    RemindOfReview,
    ReportReviewNotMade,
    SaveReview,
    SendForReview,
    ShowReview,
    StartReview,
)
from firebell.domain.events import (
    Event,
    PeopleInvited,
    ReviewAsked,
    ReviewAssigned,
    ReviewBegun,
    ReviewCommented,
    ReviewNaming,
    ReviewNotMade,
    ReviewPublished,
    ReviewReminded,
    ReviewSent,
    ReviewWritten,
)
from firebell.domain.incident import Outcome, Review, ReviewCopy, ReviewState
from firebell.domain.moves.review import tidy
from tests.domain.build import CHANNEL, NOW, PRIVATE, decided, declared, incident_after, refused
from tests.domain.moves.test_closing import CLOSED

DUE = NOW + timedelta(days=10)
ENDED = replace(CLOSED, reviewer="UPRIYA", review_due=DUE, review_required=True)
RAISED_WITH_CHANNEL: tuple[Event, ...] = (declared(severity="P1"), CHANNEL)
OVER = incident_after(*RAISED_WITH_CHANNEL, ENDED)
BEGUN = ReviewBegun(at=NOW, by="UPRIYA", where="C1", channel="C1")
WRITTEN = ReviewWritten(
    at=NOW, by="UPRIYA", where="C1", section="summary", text="It fell over.", version=1
)
DRAFT = incident_after(*RAISED_WITH_CHANNEL, ENDED, BEGUN)
SAVED = incident_after(*RAISED_WITH_CHANNEL, ENDED, BEGUN, WRITTEN)
RECORD = {"1": WRITTEN}


def test_it_is_begun_once_and_given_where_it_was_asked_for() -> None:
    command = StartReview(by="UPRIYA", where="C1")
    assert decided(OVER, command) == [BEGUN]
    assert decided(DRAFT, command) == []
    elsewhere = decided(OVER, replace(command, where="CHELP"))
    assert elsewhere == [replace(BEGUN, where="CHELP", channel="UPRIYA")]


def test_whoever_begins_what_nobody_was_named_for_writes_it() -> None:
    nobody = incident_after(*RAISED_WITH_CHANNEL, CLOSED)
    assert decided(nobody, StartReview(by="UBOB", where="C1")) == [
        replace(BEGUN, by="UBOB"),
        ReviewAssigned(at=NOW, by="UBOB", where="C1", writer="UBOB", due=None),
    ]


def test_what_is_open_and_what_was_nothing_has_no_review() -> None:
    opened = incident_after(*RAISED_WITH_CHANNEL)
    nothing = incident_after(*RAISED_WITH_CHANNEL, replace(CLOSED, outcome=Outcome.FALSE_ALARM))
    for command in (StartReview(by="UBOB"), AssignReview(by="UBOB", writer="UBOB")):
        assert refused(opened, command) == ("review_not_yet", None, {"number": 1})
        assert refused(nothing, command) == ("review_of_nothing", None, {"number": 1})


def test_writer_and_day_can_be_said_anew_together_or_alone() -> None:
    later = DUE + timedelta(days=3)
    (event,) = decided(OVER, AssignReview(by="UBOB", writer="UCHARLIE"))
    assert event == ReviewAssigned(at=NOW, by="UBOB", writer="UCHARLIE", due=DUE, before="UPRIYA")
    (event,) = decided(OVER, AssignReview(by="UBOB", due=later))
    assert event == ReviewAssigned(at=NOW, by="UBOB", writer="UPRIYA", due=later, before="UPRIYA")
    ending = incident_after(*RAISED_WITH_CHANNEL, ENDED, event).ending
    assert ending is not None
    assert (ending.reviewer, ending.review_due) == ("UPRIYA", later)
    assert decided(OVER, AssignReview(by="UBOB", writer="UPRIYA")) == []
    past = AssignReview(by="UBOB", due=NOW - timedelta(days=1))
    assert refused(OVER, past) == ("review_due_past", "due", {})


def test_who_is_outside_a_private_one_neither_writes_nor_reads_it() -> None:
    inside = PeopleInvited(at=NOW, people=("UALICE",), refused={})
    hidden = incident_after(PRIVATE, CHANNEL, inside, CLOSED, BEGUN)
    outside = AssignReview(by="UALICE", writer="UCHARLIE")
    assert refused(hidden, outside) == ("review_writer_outside", "writer", {})
    sent = SendForReview(by="UALICE", readers=("UCHARLIE",))
    assert refused(hidden, sent) == ("review_reader_outside", "readers", {})


def test_a_save_is_a_version_of_all_that_changed_and_nothing_else() -> None:
    command = SaveReview(
        by="UPRIYA",
        where="C1",
        base=1,
        text={"summary": "It fell over. ", "impact": "All\r\n\n\n\nof them"},
        names=True,
        events=RECORD,
    )
    assert decided(SAVED, command) == [
        replace(WRITTEN, section="impact", text="All\n\nof them", version=2),
        ReviewNaming(at=NOW, by="UPRIYA", where="C1", names=True),
    ]
    assert decided(SAVED, replace(command, text={}, names=False)) == []


def test_who_writes_over_somebody_elses_words_hears_which_version_keeps_them() -> None:
    command = SaveReview(by="UBOB", base=0, text={"summary": "It broke."}, events=RECORD)
    (event,) = decided(SAVED, command)
    assert event == replace(WRITTEN, by="UBOB", where=None, text="It broke.", version=2, overtook=1)


def test_a_save_is_taken_though_it_was_opened_again_meanwhile_and_refused_where_nothing_began() -> (
    None
):
    from_before = incident_after(*RAISED_WITH_CHANNEL)
    command = SaveReview(by="UBOB", base=0, text={"summary": "It broke."})
    assert refused(from_before, command) == ("review_not_begun", None, {"number": 1})
    long = replace(command, text={"summary": "x" * 30_001})
    assert refused(DRAFT, long) == ("review_too_long", "section.summary", {"most": 30_000})


def test_it_is_published_with_its_summary_and_announced_once() -> None:
    command = PublishReview(by="UPRIYA", where="C1", events=RECORD)
    assert refused(DRAFT, replace(command, events={})) == (
        "review_needs_summary",
        "section.summary",
        {},
    )
    (event,) = decided(SAVED, command)
    places = SAVED.announce
    assert event == ReviewPublished(
        at=NOW, by="UPRIYA", where="C1", version=1, summary="It fell over.", announced=places
    )
    over = incident_after(*RAISED_WITH_CHANNEL, ENDED, BEGUN, WRITTEN, event)
    assert over.review == Review(
        state=ReviewState.ANNOUNCED, version=1, published=1, published_at=NOW
    )
    assert (SAVED.review_awaited, over.review_awaited) == (DUE, None)
    assert decided(over, command) == []
    again = replace(WRITTEN, text="It fell.", version=2)
    changed = incident_after(*RAISED_WITH_CHANNEL, ENDED, BEGUN, WRITTEN, event, again)
    assert changed.review is not None
    assert changed.review.state is ReviewState.DRAFT
    (second,) = decided(changed, replace(command, events={"1": WRITTEN, "2": again}))
    assert second == replace(event, version=2, summary="It fell.", first=False, announced=())


def test_a_private_one_is_announced_nowhere() -> None:
    inside = PeopleInvited(at=NOW, people=("UALICE",), refused={})
    hidden = incident_after(PRIVATE, CHANNEL, inside, CLOSED, BEGUN, WRITTEN)
    (event,) = decided(hidden, PublishReview(by="UALICE", events=RECORD))
    assert isinstance(event, ReviewPublished)
    assert event.announced == ()


def test_readers_are_asked_once_and_it_is_in_review() -> None:
    # Whoever was named twice was to be told twice, which failed (found by random commands).
    command = SendForReview(by="UPRIYA", readers=("UBOB", "UPRIYA", "UBOB"))
    (event,) = decided(SAVED, command)
    assert event == ReviewSent(at=NOW, by="UPRIYA", readers=("UBOB",))
    sent = incident_after(*RAISED_WITH_CHANNEL, ENDED, BEGUN, WRITTEN, event)
    assert sent.review == Review(state=ReviewState.IN_REVIEW, version=1, readers=("UBOB",))
    assert decided(sent, command) == []


def test_the_file_is_given_again_to_whoever_asks() -> None:
    assert decided(SAVED, ShowReview(by="UBOB", where="C1")) == [
        ReviewAsked(at=NOW, by="UBOB", where="C1", channel="C1")
    ]
    assert refused(OVER, ShowReview(by="UBOB")) == ("review_not_begun", None, {"number": 1})


@pytest.mark.parametrize("late", [False, True])
def test_its_writer_is_reminded_while_the_day_is_the_one_that_was_said(late: bool) -> None:
    command = RemindOfReview(by=None, due=DUE, late=late)
    assert decided(OVER, command) == [ReviewReminded(at=NOW, person="UPRIYA", due=DUE, late=late)]
    assert decided(OVER, replace(command, due=NOW)) == []
    if not late:
        assert decided(OVER, command, DUE) == []
    (published,) = decided(SAVED, PublishReview(by="UPRIYA", events=RECORD))
    done = incident_after(*RAISED_WITH_CHANNEL, ENDED, BEGUN, WRITTEN, published)
    assert decided(done, command) == []


def test_what_could_not_be_made_is_told_once_for_each_reason() -> None:
    report = ReportReviewNotMade(what=ReviewCopy.CANVAS, reason="restricted_action")
    (event,) = decided(SAVED, report)
    assert event == ReviewNotMade(
        at=NOW, what=ReviewCopy.CANVAS, reason="restricted_action", person="UPRIYA"
    )
    told = incident_after(*RAISED_WITH_CHANNEL, ENDED, BEGUN, WRITTEN, event)
    assert decided(told, report) == []
    assert len(decided(told, replace(report, reason="canvas_too_large"))) == 1


def test_words_are_kept_tidy() -> None:
    assert tidy("  \n\none \n\n\n two\r\nthree\n\n") == "one\n\n two\nthree"


def test_a_comment_stands_beside_it_and_its_writer_hears_once_of_each_who_comments() -> None:
    command = CommentOnReview(by="UBOB", text=" Which team? \n", section="summary")
    said = ReviewCommented(
        at=NOW, by="UBOB", section="summary", text="Which team?", version=1, tells="UPRIYA"
    )
    assert decided(SAVED, command) == [said]
    after = incident_after(*RAISED_WITH_CHANNEL, ENDED, BEGUN, WRITTEN, said)
    assert decided(after, command) == [replace(said, tells=None)]
    assert decided(after, replace(command, by="UALICE")) == [replace(said, by="UALICE")]
    assert decided(after, replace(command, by="UPRIYA")) == [replace(said, by="UPRIYA", tells=None)]
    again = replace(WRITTEN, text="Ours.", version=2)
    anew = incident_after(*RAISED_WITH_CHANNEL, ENDED, BEGUN, WRITTEN, said, again)
    assert decided(anew, command) == [replace(said, version=2)]


def test_a_comment_says_something_about_something_that_is_there() -> None:
    command = CommentOnReview(by="UBOB", text="Which team?")
    assert refused(OVER, command)[0] == "review_not_begun"
    assert refused(SAVED, replace(command, text=" \u200b "))[0] == "comment_empty"
    assert refused(SAVED, replace(command, text="x" * 3001))[0] == "comment_too_long"
    assert refused(SAVED, replace(command, section="gone"))[0] == "comment_section_gone"


def test_whoever_is_careful_overtakes_nobody() -> None:
    mine = SaveReview(by="UBOB", base=0, text={"summary": "It broke."}, events=RECORD, careful=True)
    assert refused(SAVED, mine)[:2] == ("review_written_meanwhile", "section.summary")
    (same,) = decided(SAVED, replace(mine, base=1))
    assert isinstance(same, ReviewWritten)
    assert same.overtook is None
    assert decided(SAVED, replace(mine, text={"summary": "It fell over."})) == []


def test_a_draft_that_is_begun_on_the_pages_goes_nowhere_as_a_file() -> None:
    (begun,) = decided(OVER, StartReview(by="UPRIYA", as_file=False))
    assert begun == replace(BEGUN, where=None, channel="")
