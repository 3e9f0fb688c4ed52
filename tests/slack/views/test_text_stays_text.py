"""Whatever people type, every message and view shows it as text, and all else stays what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from hypothesis import assume, example, given, settings

from firebell.app.ports import Job, Progress, State, StoredEffect, StoredEvent
from firebell.domain import events as e
from firebell.domain.actions import ActionPart, Ticket
from firebell.domain.effect_names import EffectName
from firebell.domain.effects import ChannelMessage, DirectMessage, Rank, Say, SetPurpose, Tell
from firebell.domain.home import content_of
from firebell.domain.incident import (
    Incident,
    MessageRef,
    Nudge,
    Outcome,
    ReviewCopy,
    Status,
    told,
)
from firebell.domain.lifecycle import apply
from firebell.domain.open_actions import to_do
from firebell.domain.playbook import Document, Loudness, Stakeholders, Tracker, TrackerKind
from firebell.domain.status_pages import OnPage
from firebell.domain.team_fields import FieldKind, TeamField
from firebell.domain.typed_text import APART, TOGETHER, clean, one_line, visible
from firebell.domain.typed_words import Entry, Written
from firebell.slack.client import limits
from firebell.slack.client.limits import mrkdwn
from firebell.slack.client.literal import NO_WIDTH
from firebell.slack.inbound.form_opening import help_message
from firebell.slack.inbound.responses import Reply
from firebell.slack.views.blocks import said
from firebell.slack.views.forms import (
    action,
    action_list,
    close,
    declare,
    edit,
    handover,
    note,
    open_list,
    other_words,
    private,
    redact,
    review,
    short,
    times,
    update,
)
from firebell.slack.views.forms.action_list import Page as ActionPage
from firebell.slack.views.forms.declare import Draft
from firebell.slack.views.forms.open_list import Page
from firebell.slack.views.home.view import home
from firebell.slack.views.messages import channel, direct
from firebell.slack.views.messages.announcement import announcement
from firebell.slack.views.messages.card import card
from firebell.slack.views.messages.card import moved as moved_away
from firebell.slack.views.messages.confirmation import confirmation
from firebell.slack.views.messages.summary import catch_up, ten_lines
from firebell.slack.views.messages.topic import purpose, topic
from firebell.slack.views.messages.withdrawn import handled_privately, not_asked_any_more
from firebell.words.say import say
from firebell.words.text import text
from tests.domain.build import CHANNEL, DECLARED, NOW, PLAYBOOK, RAISED, incident_after
from tests.slack.test_literal import PLAIN, nodes
from tests.typed import TYPED, as_read, as_typed, unescaped

PROCESS = replace(
    PLAYBOOK,
    documents=(Document(title="Plan", url="https://example.com/plan"),),
    tell=(Stakeholders(teams=("owners",)),),
    services=(replace(PLAYBOOK.services[0], depends_on=("app",)), *PLAYBOOK.services[1:]),
    severities=(replace(PLAYBOOK.severities[0], factors=("Data",)), *PLAYBOOK.severities[1:]),
    fields=(
        TeamField(key="supplier", question="Which one?", card=True),
        TeamField(key="who", question="Who?", kind=FieldKind.PEOPLE, card=True),
    ),
    feedback="https://example.com/feedback",
    trackers=(Tracker(key="ops", kind=TrackerKind.GITHUB, project="example/ops"),),
)
Sent = Mapping[str, Any]


def updated(typed: str) -> e.Updated:
    """What people were told."""
    return e.Updated(
        at=NOW, by="UBOB", known=typed, doing=typed, status=Status.IDENTIFIED, severity="P2",
        next_update=NOW,
    )  # fmt: skip


def closing(typed: str) -> e.Closed:
    """How it ended."""
    return e.Closed(
        at=NOW, by="UBOB", outcome=Outcome.RESOLVED, summary=typed, affected_from=RAISED,
        working_since=NOW, reviewer="UBOB", review_due=NOW,
    )  # fmt: skip


def moved(typed: str) -> e.MadePrivate:
    """It was made private, and this is said publicly."""
    return e.MadePrivate(
        at=NOW, by="UBOB", channel_name="inc-1-private", old_name="inc-1", people=("UBOB",),
        in_charge="UBOB", since=RAISED, readers=("UALICE",), places=("CALL",), line=one_line(typed),
    )  # fmt: skip


def full_of(typed: str) -> Incident:
    """An open incident with this in every field that somebody types into."""
    line = one_line(typed)
    steps = tuple(replace(step, words=line) for step in DECLARED.steps)
    found = incident_after(
        replace(DECLARED, title=line, description=typed, service_name=line, steps=steps, similar=2),
        CHANNEL,
        e.PeopleInvited(at=RAISED, people=("UALICE",), refused={"UDANA": "user_disabled"}),
        e.RoleAsked(at=RAISED, by="UALICE", role="comms", person="UPRIYA"),
        e.RoleTaken(at=RAISED, by="UBOB", role="tech", person="UBOB", in_charge=True),
        e.StepTicked(at=NOW, by="UBOB", step="look", words=line, done=True),
        updated(typed),
        NOT_REACHED,
        e.FieldAnswered(at=NOW, by="UBOB", field="supplier", question="Which one?", text=typed),
        e.FieldAnswered(at=NOW, by="UBOB", field="who", question="Who?", people=("UPRIYA",)),
        *acted(line),
    )
    there = OnPage(page="status", title=line, text=typed, updates={"incident-1-1": "9"})
    return replace(found, public=replace(there, link="https://example.com/1"))


def acted(line: str) -> Iterator[e.Event]:
    """Actions with these words: one that is open, one that is late, one in the tracker, one that
    was closed there."""
    for id, due in (("1", None), ("2", RAISED), ("3", NOW), ("4", None)):
        yield e.ActionAdded(at=RAISED, by="UBOB", action=id, text=line, owner="UPRIYA", due=due)
    for id in ("3", "4"):
        made = Ticket(tracker="ops", number="#12", link="https://example.com/12")
        yield e.TicketMade(at=NOW, action=id, ticket=made)
    yield TICKET_CLOSED


TICKET_CLOSED = e.ActionFinished(at=NOW, action="4", done=True, ticket="#12")


def job(incident: Incident, event: e.Event) -> Job:
    """What a builder of messages is given."""
    effect = StoredEffect(
        key="key", incident=incident.id, event_id="incident-1-1", reaction="r", target="t",
        body=SetPurpose(), rank=Rank.TELL, keep=False, lane=None, due=NOW,
    )  # fmt: skip
    steps = [
        Progress(what=EffectName.TOPIC, state=state, effect="key", failure="timeout")
        for state in State
    ]
    stored = StoredEvent(id="incident-1-1", seq=1, event=event)
    return Job(
        effect=effect, incident=incident, event=stored, playbook=PROCESS, now=NOW, listing=steps
    )


REDACTED = e.Redacted(
    at=NOW, by="UBOB", entry="incident-1-1", part=e.Words.NOTE, of=RAISED, instead="(removed)"
)


NEIGHBOUR = e.NeighbourTold(at=NOW, by="UBOB", service="app", service_name="App", channel="CAPP")
NOT_REACHED = e.EffectFailed(
    at=NOW, effect="key", what=EffectName.DIRECT_MESSAGE, target="UBOB", reason="user_disabled"
)


def in_channels(typed: str) -> dict[ChannelMessage, e.Event]:
    """The event of each message in a channel."""
    return {
        ChannelMessage.NOT_ADDED: e.PeopleInvited(
            at=NOW, people=(), refused={"UDANA": "user_disabled", "UEVE": typed}
        ),
        ChannelMessage.UNRESOLVED: e.NamesUnresolved(at=NOW, names={"@duty": "empty_group"}),
        ChannelMessage.ROLE_OPEN: e.RoleDeclined(at=NOW, role="comms", person="UPRIYA"),
        ChannelMessage.MADE_REAL: e.MadeReal(at=NOW, by="UBOB"),
        ChannelMessage.IN_CHARGE: e.RoleTaken(at=NOW, role="tech", person="UBOB"),
        ChannelMessage.UPDATED: replace(updated(typed), public=typed, status_page="status"),
        ChannelMessage.SEVERITY: e.SeverityChanged(
            at=NOW, by="UBOB", severity="P1", before="P2", higher=True, why=typed
        ),
        ChannelMessage.CLOSED: closing(typed),
        ChannelMessage.TIMES_SAID: e.TimesSaid(at=NOW, by="UBOB", affected_from=RAISED),
        ChannelMessage.SAME_AS_THIS: replace(closing(typed), duplicate_of=2, twin_channel="CALL"),
        ChannelMessage.REOPENED: e.Reopened(at=NOW, by="UBOB", why=typed),
        ChannelMessage.CHANNEL_ARCHIVED: e.ChannelArchived(at=NOW, by="UBOB"),
        ChannelMessage.MEMBER_LEFT: e.MemberLeft(
            at=NOW, person="UBOB", roles=("tech",), in_charge="UPRIYA"
        ),
        ChannelMessage.NOT_REACHED: NOT_REACHED,
        ChannelMessage.RECORD_REMOVED: REDACTED,
        ChannelMessage.NEIGHBOUR: NEIGHBOUR,
        ChannelMessage.NEIGHBOUR_NUMBER: NEIGHBOUR,
        ChannelMessage.NEWS: replace(updated(typed), outside=typed),
        ChannelMessage.PUBLIC_LINE: moved(typed),
        ChannelMessage.NUDGED: NUDGED,
        ChannelMessage.RAISED_FROM: CHANNEL,
        ChannelMessage.PAGED: e.Paged(at=NOW, places=("pagerduty:duty",)),
        ChannelMessage.TICKET_CLOSED: TICKET_CLOSED,
        ChannelMessage.REVIEW_SENT: e.ReviewSent(at=NOW, by="UBOB"),
        ChannelMessage.REVIEW_PUBLISHED: e.ReviewPublished(
            at=NOW, by="UBOB", version=1, summary=typed
        ),
        ChannelMessage.ROLE_ASKED: DIRECTLY[DirectMessage.ASK],
        ChannelMessage.MOVED: CHANNEL,
        ChannelMessage.STAYS_IN_THREAD: e.ChannelWaits(at=NOW),
        ChannelMessage.ALERT_JOINED: e.AlertJoined(
            at=NOW, group="a1", sender="prometheus", title=typed, more=2
        ),
        ChannelMessage.ALERT_ENDED: e.AlertEnded(
            at=NOW, group="a1", sender="prometheus", title=typed, ended=NOW
        ),
        ChannelMessage.LEFT_BEHIND: e.ChannelCleared(at=NOW, channel="C1"),
    }


OFFERED = e.HandoverOffered(at=NOW, by="UALICE", person="UPRIYA", line="quiet since nine")

NUDGED = e.Nudged(at=NOW, nudge=Nudge.PLACES, since=NOW, count=1)
DIRECTLY: dict[DirectMessage, e.Event] = {
    DirectMessage.ASK: e.RoleAsked(at=NOW, by="UALICE", role="comms", person="UPRIYA"),
    DirectMessage.BROUGHT_IN: e.GroupRead(at=NOW, people=("UPRIYA",)),
    DirectMessage.TAKEOVER_ASKED: e.RoleAsked(at=NOW, by="UALICE", role="tech", person="UPRIYA"),
    DirectMessage.LEAD_NOT_ADDED: e.PeopleInvited(
        at=NOW, people=(), refused={"UPRIYA": "cant_invite"}, roles=("comms",)
    ),
    DirectMessage.ROLE_PASSED: e.RoleTaken(at=NOW, role="tech", person="UBOB", before="UPRIYA"),
    DirectMessage.ROLE_DECLINED: e.RoleDeclined(at=NOW, role="comms", person="UPRIYA"),
    DirectMessage.ANSWER_MISSED: e.AnswerMissed(at=NOW, role="comms", person="UPRIYA"),
    DirectMessage.SEVERITY_ASKED: e.SeverityAsked(at=NOW, person="UBOB"),
    DirectMessage.UPDATE_DUE: e.UpdateReminded(at=NOW, person="UBOB", promised=NOW, overdue=True),
    DirectMessage.CLOSED: closing(""),
    DirectMessage.TIMES_ASKED: closing(""),
    DirectMessage.REVIEW_ASKED: closing(""),
    DirectMessage.REVIEW_ASSIGNED: e.ReviewAssigned(at=NOW, by="UBOB", writer="UPRIYA", due=NOW),
    DirectMessage.REVIEW_DUE: e.ReviewReminded(at=NOW, person="UPRIYA", due=NOW, late=True),
    DirectMessage.REVIEW_SENT: e.ReviewSent(at=NOW, by="UBOB", readers=("UPRIYA",)),
    DirectMessage.REVIEW_NOT_MADE: e.ReviewNotMade(
        at=NOW, what=ReviewCopy.WORD, reason="word_template", person="UPRIYA"
    ),
    DirectMessage.REVIEW_WORDS: REDACTED,
    DirectMessage.REVIEW_COMMENTED: e.ReviewCommented(
        at=NOW, by="UBOB", section="", text="Which team?", version=1, tells="UPRIYA"
    ),
    DirectMessage.FAILED: e.EffectFailed(
        at=NOW, effect="key", what=EffectName.TOPIC, target="C1", reason="timeout"
    ),
    DirectMessage.UNPINGED: e.PingRefused(at=NOW, where="CALL", cause="incident-1-1"),
    DirectMessage.RECORD_REMOVED: REDACTED,
    DirectMessage.HANDOVER: OFFERED,
    DirectMessage.HANDOVER_OFFERED: OFFERED,
    DirectMessage.HANDOVER_DECLINED: e.HandoverDeclined(at=NOW, person="UPRIYA", giver="UALICE"),
    DirectMessage.HANDOVER_MISSED: e.HandoverMissed(at=NOW, person="UPRIYA", giver="UALICE"),
    DirectMessage.HANDOVER_OVER: OFFERED,
    DirectMessage.NEWS: DECLARED,
    DirectMessage.NEIGHBOUR: NEIGHBOUR,
    DirectMessage.NEIGHBOUR_NUMBER: NEIGHBOUR,
    DirectMessage.NOT_DELIVERED: e.EffectFailed(
        at=NOW,
        effect="key",
        what=EffectName.STAKEHOLDERS,
        target="teams:owners",
        reason="outside_unreachable",
    ),
    DirectMessage.LEFT_ON_PAGE: closing(""),
    DirectMessage.DATA_CLOCK: e.DataClockReminded(at=NOW, person="UBOB", ends=NOW),
    DirectMessage.NUDGED: NUDGED,
    DirectMessage.ACTION_GIVEN: e.ActionAdded(at=NOW, by="UBOB", action="1", text="Call"),
    DirectMessage.ACTIONS_DUE: e.ActionsReminded(
        at=NOW, asked={"1": "UPRIYA"}, let_be=("1",), beside={"UPRIYA": 2}
    ),
    DirectMessage.ACTIONS_LEFT: e.ActionsLeft(at=NOW, actions=("1",), person="UDANA"),
    DirectMessage.TICKET_CLOSED: TICKET_CLOSED,
    DirectMessage.STEPS_LATE: e.StepsLate(at=NOW, steps=("undo",), owners={"undo": "UPRIYA"}),
}


NOT_PUBLISHED = (
    DirectMessage.NOT_DELIVERED,
    e.EffectFailed(
        at=NOW,
        effect="key",
        what=EffectName.PUBLICATION,
        target="page:status",
        reason="outside_sign_in",
    ),
)


def record_of(typed: str) -> dict[str, e.Event]:
    """What the ten lines of a handover are made of."""
    noted = e.Noted(at=NOW, by="UBOB", text=typed)
    offered = replace(OFFERED, line=one_line(typed))
    return {"incident-1-2": updated(typed), "incident-1-3": noted, "incident-1-4": offered}


def messages(typed: str) -> Iterator[Sent]:
    """Everything that is posted, open and closed."""
    for incident in (full_of(typed), apply(full_of(typed), closing(typed))):
        stands = ten_lines(incident, record_of(typed), PROCESS, NOW)
        yield catch_up(incident, record_of(typed), PROCESS, NOW).posted()
        for what, event in in_channels(typed).items():
            body = Say(what=what, channel="CALL", loud=Loudness.HERE)
            yield channel.message(job(incident, event), body).posted()
        for what_told, event in [*DIRECTLY.items(), NOT_PUBLISHED]:
            about = ("1", "2", "3", "4", "9")
            body_of = Tell(what=what_told, person="UPRIYA", role="comms", actions=about)
            yield direct.message(job(incident, event), body_of, stands).posted()
        raised = job(incident, DECLARED)
        yield announcement(raised, "CALL", first=True).posted()
        yield card(raised).posted()
        yield card(replace(raised, incident=apply(incident, moved(typed)))).posted()
        yield from in_a_thread(incident)
        yield handled_privately(incident).posted()
        yield not_asked_any_more(incident).posted()
        yield confirmation(raised).posted()
        yield confirmation(replace(raised, incident=replace(incident, channel=None))).posted()
        yield said(say("note.too_slow_kept", text=typed)).posted()


def in_a_thread(incident: Incident) -> Iterator[Sent]:
    """What stands where it lives in a thread, and there once it has a channel."""
    above = MessageRef(channel="CALL", ts="1.0", link="https://example.com/archives/CALL/p10")
    messages = {**incident.messages, told("CALL"): above}
    here = replace(incident, channel=None, thread="CALL", messages=messages)
    raised = job(here, DECLARED)
    for place in ("CALL", "COTHER"):
        yield announcement(raised, place, first=True).posted()
    for each in (here, replace(here, moving=True)):
        yield card(replace(raised, incident=each)).posted()
        yield confirmation(replace(raised, incident=each)).posted()
    yield moved_away(replace(raised, incident=incident)).posted()


def late(typed: str) -> Incident:
    """One whose review is late."""
    closed = replace(closing(typed), reviewer="UBOB", review_due=NOW, review_required=True)
    return apply(full_of(typed), closed)


def views(typed: str) -> Iterator[Sent]:
    """Every form, and Home."""
    incident = full_of(typed)
    given: dict[str, Any] = {"key": "form-1", "where": "C1"}
    draft = Draft(key="form-1", title=typed, description=typed, quiet=True)
    yield home(content_of([incident], "UBOB", PROCESS, NOW), PROCESS, NOW)
    reviewed = apply(
        apply(incident, closing(typed)), e.ReviewBegun(at=NOW, by="UBOB", channel="C1")
    )
    yield review.view(reviewed, {"summary": typed, "went_well": typed}, PROCESS, **given)
    yield review.view(reviewed, {}, PROCESS, **given)
    yield home(content_of([incident, late(typed)], "UBOB", PROCESS, NOW), PROCESS, NOW)
    yield declare.view(draft, PROCESS, [incident], NOW)
    yield declare.view(draft, PROCESS, [], NOW, similar=incident)
    yield close.view(None, [incident], PROCESS, NOW, **given, summary=typed)
    yield close.view(incident, [], PROCESS, NOW, **given, summary=typed, confirming=True)
    yield times.view(incident, **given)
    yield edit.view(incident, PROCESS, **given)
    yield update.view(incident, PROCESS, NOW, **given, known=typed)
    yield short.severity_view(incident, PROCESS, **given, why=typed)
    yield short.reopen_view(incident, PROCESS, **given, why=typed)
    yield short.roles_view(incident, PROCESS, NOW, **given, unknown=typed)
    yield short.steps_view(incident, PROCESS, NOW)
    yield open_list.view([incident], Page(verb="update", which=typed[:99]), "UBOB", PROCESS, typed)
    yield other_words.view(incident, typed[: other_words.LONGEST], "C1", "close", "close INC-1")
    yield other_words.view(incident, typed[: other_words.LONGEST], "C1")
    yield short.menu_view(incident)
    found = to_do([incident])
    page = ActionPage(which=typed[:99])
    yield action_list.view(found, page, "UBOB", PROCESS, NOW)
    yield action_list.view(found, ActionPage(), "UBOB", PROCESS, NOW, only=incident)
    yield action.add_view(incident, PROCESS, **given, words=typed, said=text(typed))
    yield action.change_view(incident, incident.actions[0], **given)
    yield action.change_view(incident, incident.actions[0], **given, parts=(ActionPart.DUE,))
    yield private.view(incident, "UBOB", **given)
    stands = ten_lines(incident, record_of(typed), PROCESS, NOW)
    yield handover.view(incident, stands, "UBOB", **given, line=one_line(typed))
    written = Written(event="incident-1-3", at=NOW, text=typed)
    yield note.view(incident, [written], PROCESS, NOW, **given)
    noted = e.Noted(at=NOW, by="UBOB", text=typed)
    yield note.correct_view(incident, "incident-1-3", noted, key="form-1")
    yield short.copy_view(say("copy.hint"), typed)
    typed_words = [
        Entry(event="incident-1-1", part=words, at=NOW, by="UBOB", said=(typed or "x", typed))
        for words in e.Words
    ]
    yield redact.list_view(incident, typed_words, PROCESS, NOW)
    for entry in typed_words:
        yield redact.confirm_view(incident, entry, PROCESS, NOW, key="form-1")


def text_objects(value: Any) -> Iterator[Sent]:
    """Every text object in blocks, however deep."""
    if isinstance(value, list):
        for item in value:
            yield from text_objects(item)
    elif isinstance(value, dict):
        if value.get("type") in ("mrkdwn", "plain_text"):
            yield value
        for item in value.values():
            yield from text_objects(item)


def strings(value: Any) -> Iterator[str]:
    """Every string in a payload."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


def markup(typed: str) -> list[str]:
    """All of Slack's markup that is sent: what is seen, what is read out, topic and purpose."""
    incident = full_of(typed)
    found = [
        mrkdwn(topic(job(incident, DECLARED)), limits.TOPIC),
        mrkdwn(purpose(incident), limits.PURPOSE),
    ]
    for sent in (*messages(typed), *views(typed)):
        found += [str(sent["text"])] if "text" in sent else []
        found += [
            words["text"] for words in text_objects(sent["blocks"]) if words["type"] == "mrkdwn"
        ]
    return found


NASTY = "*bold* _it_ ~x~ `c` :fire: <!channel> @here #general https://example.com/a"
IN_ORDER = markup("word")


def test_every_message_is_looked_at() -> None:
    assert (set(in_channels("")), set(DIRECTLY)) == (set(ChannelMessage), set(DirectMessage))


def test_slack_adds_nothing_to_what_is_sent() -> None:
    helped = help_message(PROCESS)
    assert isinstance(helped, Reply)
    sent = [*messages(NASTY), *views(NASTY), helped.message.posted()]
    objects = list(text_objects([dict(each) for each in sent]))
    assert [
        words for words in objects if words.get("verbatim") is not True and "emoji" not in words
    ] == []
    assert [words for words in objects if words["type"] == "plain_text" and words["emoji"]] == []
    posted = [(each["parse"], each["link_names"]) for each in sent if "parse" in each]
    assert posted == [("none", False)] * (len(list(messages(""))) + 1)


@settings(max_examples=25, deadline=None)
@given(TYPED)
@example(NASTY)
@example("> quote\n>>> all\n```x```\n• :+1::skin-tone-2:")
@example("שלום (א) \u202e*x*")
def test_no_message_or_view_holds_more_markup_than_with_a_word(typed: str) -> None:
    assume(one_line(typed))
    found = markup(typed)
    assert len(found) == len(IN_ORDER)
    for shown, wanted in zip(found, IN_ORDER, strict=True):
        assert {*nodes(shown), *PLAIN} == {*nodes(wanted), *PLAIN}, shown


@settings(max_examples=25, deadline=None)
@given(TYPED)
@example("a\x1b[31m\u202eb\u2066c\x9b1m\u200bd\u061ce\U000e0041")
def test_nothing_that_steers_leaves_in_a_message_a_form_a_label_or_a_field(typed: str) -> None:
    assume(one_line(typed))
    for sent in (*messages(typed), *views(typed)):
        for words in strings(sent):
            seen = words
            for ours in (APART, TOGETHER, NO_WIDTH):
                seen = seen.replace(ours, "")
            assert visible(seen) == seen


@settings(max_examples=25, deadline=None)
@given(TYPED)
@example(NASTY)
def test_topic_card_announcement_and_update_read_as_they_were_typed(typed: str) -> None:
    assume(one_line(typed))
    incident = full_of(typed)
    whole = as_typed(one_line(typed))
    raised = job(incident, DECLARED)
    for message in (announcement(raised, "CALL", first=True), card(raised)):
        assert whole in as_read(unescaped(str(message.posted()["text"])))
        assert whole in as_read(unescaped(message.blocks[0]["text"]["text"]))
    said_so = channel.message(
        job(incident, updated(typed)), Say(what=ChannelMessage.UPDATED, channel="CALL")
    )
    assert as_typed(typed) in as_read(unescaped(said_so.blocks[0]["text"]["text"]))
    short_enough = whole[:50]
    assert short_enough in as_read(unescaped(mrkdwn(topic(raised), limits.TOPIC)))


@given(TYPED)
def test_what_stands_in_a_field_is_what_was_typed(typed: str) -> None:
    fields = {block["block_id"]: block.get("element") for block in
              edit.view(full_of(typed or "x"), PROCESS, key="f", where=None)["blocks"]}  # fmt: skip
    assert (fields["description"] or {}).get("initial_value", "") == clean(typed)
