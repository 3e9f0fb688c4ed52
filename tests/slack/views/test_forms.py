"""A form sent off untouched is the command that it was made for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from firebell.domain.commands import ChangeSeverity, Close, Declare, Edit, Reopen, Update
from firebell.domain.events import (
    Closed,
    RoleAsked,
    RoleTaken,
    StatusChanged,
    TimesSaid,
    Updated,
)
from firebell.domain.incident import Incident, LastUpdate, Outcome, Status, UserTime
from firebell.domain.lifecycle import apply
from firebell.slack.client import limits
from firebell.slack.views.forms import close, declare, edit, short, times, update
from firebell.slack.views.forms.declare import Draft
from firebell.words.reading import number_in
from tests.domain.build import (
    DECLARED,
    NOW,
    PLAYBOOK,
    RAISED,
    decided,
    declared,
    incident_after,
)

INITIAL = {
    "plain_text_input": ("value", "initial_value"),
    "radio_buttons": ("selected_option", "initial_option"),
    "static_select": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
"""How Slack names what an element holds, and what it begins with."""

View = Mapping[str, Any]


def untouched(view: View) -> View:
    """As Slack sends a form off in which nobody entered anything."""
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            holds, begins = INITIAL[element["type"]]
            values[block["block_id"]] = {element["action_id"]: {holds: element.get(begins)}}
    return {**view, "state": {"values": values}}


INCIDENT = incident_after(
    declared(description="Since noon"),
    RoleTaken(at=RAISED, by="UBOB", role="tech", person="UBOB", in_charge=True),
    RoleAsked(at=RAISED, by="UBOB", role="support", person="UPRIYA"),
)

DRAFTS = {
    "empty": Draft(key="form-1"),
    "full": Draft(
        key="form-1",
        origin="CHELP",
        title="It is down",
        service="app",
        severity="P1",
        sensitive=True,
        description="Since noon",
        roles={"tech": "UBOB"},
    ),
    "a drill": Draft(key="form-1", origin="CHELP", drill=True, title="It is down"),
    "not sure": Draft(key="form-1", service="unsure", severity="unsure"),
}


@pytest.mark.parametrize("draft", DRAFTS.values(), ids=DRAFTS.keys())
def test_what_a_draft_holds_comes_back(draft: Draft) -> None:
    view = untouched(declare.view(draft, PLAYBOOK, [], NOW))
    again, command = declare.read(view, "UALICE")
    assert again == draft
    assert command == Declare(
        by="UALICE",
        where=draft.origin,
        key="form-1",
        title=draft.title,
        service=draft.service or "unsure",
        severity=draft.severity or "unsure",
        description=draft.description,
        private=draft.sensitive,
        drill=draft.drill,
        roles=draft.roles,
    )


def test_a_draft_that_was_told_of_a_similar_one_remembers_it() -> None:
    draft = DRAFTS["full"]
    view = untouched(declare.view(draft, PLAYBOOK, [INCIDENT], NOW, similar=INCIDENT))
    again, _ = declare.read(view, "UALICE")
    assert again == replace(draft, similar=1)


@pytest.mark.parametrize(
    ("typed", "title", "description"),
    [
        ("", "", ""),
        (" It is down ", "It is down", ""),
        ("It is down\nSince noon\n", "It is down", "Since noon"),
        ("x" * limits.TEXT_INPUT + "yz\nmore", "x" * limits.TEXT_INPUT, "yz\nmore"),
        ("x\n" + "y" * 9999, "x", "y" * limits.TEXT_INPUT),
    ],
)
def test_what_was_typed_behind_the_command_begins_the_form(
    typed: str, title: str, description: str
) -> None:
    draft = declare.draft(typed, "form-1", "CHELP", PLAYBOOK, drill=False)
    assert draft == Draft(key="form-1", origin="CHELP", title=title, description=description)


def test_asked_for_in_a_services_channel_the_form_begins_with_the_service() -> None:
    draft = declare.draft("", "form-1", "CAPP", PLAYBOOK, drill=True)
    assert draft == Draft(key="form-1", origin="CAPP", service="app", drill=True)


def test_an_update_begins_with_how_it_stands_and_the_time_that_is_asked_for() -> None:
    updated = Updated(
        at=NOW,
        by="UBOB",
        known="The disk is full",
        doing="We add one",
        status=Status.IDENTIFIED,
        severity="P2",
        next_update=None,
        working_since=RAISED,
    )
    status = StatusChanged(at=NOW, status=Status.IDENTIFIED, before=Status.INVESTIGATING)
    incident = incident_after(DECLARED, status, updated)
    view = update.view(incident, PLAYBOOK, NOW, key="form-2", where="C1", known="It is new")
    assert update.read(untouched(view), "UBOB") == (
        "incident-1",
        Update(
            by="UBOB",
            where="C1",
            known="It is new",
            doing=None,
            next_update=RAISED + timedelta(minutes=71),
            offered_for="P2",
        ),
        "form-2",
    )


@pytest.mark.parametrize(
    ("minute", "second", "promised"),
    [(14, 0, 15), (15, 0, 15), (15, 1, 20), (19, 59, 20), (59, 59, 60)],
)
def test_the_next_update_is_at_whole_five_minutes_and_never_earlier(
    minute: int, second: int, promised: int
) -> None:
    now = RAISED.replace(minute=minute, second=second)
    view = update.view(INCIDENT, PLAYBOOK, now, key="form-2", where=None)
    _, command, _ = update.read(untouched(view), "UBOB")
    an_hour_later = RAISED.replace(minute=0) + timedelta(hours=1)
    assert command.next_update == an_hour_later + timedelta(minutes=promised)


def test_a_severity_without_a_rhythm_begins_with_no_promise() -> None:
    slow = incident_after(declared(severity="P3"))
    view = update.view(slow, PLAYBOOK, NOW, key="form-2", where=None)
    _, command, _ = update.read(untouched(view), "UBOB")
    assert command == Update(by="UBOB")


def test_the_closing_form_begins_with_what_is_known() -> None:
    view = close.view(INCIDENT, [], PLAYBOOK, NOW, key="form-3", where="C1", summary="A full disk")
    assert close.read(untouched(view), "UBOB") == (
        "incident-1",
        Close(
            by="UBOB",
            where="C1",
            summary="A full disk",
            affected_from=RAISED,
            working_since=NOW,
            by_form=True,
            assumed=tuple(UserTime),
        ),
        "form-3",
    )


def test_the_closing_form_of_a_duplicate_says_of_which() -> None:
    view = close.view(INCIDENT, [], PLAYBOOK, NOW, key="form-3", where=None, duplicate_of=7)
    _, command, _ = close.read(untouched(view), "UBOB")
    assert (command.outcome, command.duplicate_of) == (Outcome.DUPLICATE, 7)


def test_with_one_open_the_closing_form_has_chosen_it() -> None:
    view = close.view(None, [INCIDENT], PLAYBOOK, NOW, key="form-3", where=None)
    incident, command, _ = close.read(untouched(view), "UBOB")
    assert (incident, command.affected_from, command.reviewer) == ("incident-1", RAISED, None)


def test_with_several_open_the_closing_form_has_chosen_none() -> None:
    other = replace(INCIDENT, id="incident-2", number=2)
    view = close.view(None, [other, INCIDENT], PLAYBOOK, NOW, key="form-3", where=None)
    command = Close(by="UBOB", working_since=NOW, by_form=True, assumed=(UserTime.WORKING_SINCE,))
    assert close.read(untouched(view), "UBOB") == ("", command, "form-3")


def test_a_severity_without_review_is_not_asked_for_a_reviewer() -> None:
    slow = incident_after(declared(severity="P3"))
    view = close.view(slow, [], PLAYBOOK, NOW, key="form-3", where=None)
    _, command, _ = close.read(untouched(view), "UBOB")
    assert command.reviewer is None
    assert "reviewer" not in untouched(view)["state"]["values"]


def test_the_closing_form_sent_off_untouched_closes() -> None:
    view = close.view(INCIDENT, [], PLAYBOOK, NOW, key="form-3", where="C1")
    _, command, _ = close.read(untouched(view), "UBOB")
    (event,) = decided(INCIDENT, command)
    assert isinstance(event, Closed)
    assert (event.affected_from, event.working_since) == (RAISED, NOW)


def test_the_edit_form_sent_off_untouched_changes_nothing() -> None:
    view = edit.view(INCIDENT, PLAYBOOK, key="form-4", where="C1")
    incident, command, key = edit.read(untouched(view), "UBOB")
    assert (incident, key) == ("incident-1", "form-4")
    assert command == Edit(by="UBOB", where="C1")
    assert decided(INCIDENT, command) == []


def test_a_form_that_was_open_while_words_were_removed_does_not_bring_them_back() -> None:
    """Every field was sent back as it had been shown."""
    view = untouched(edit.view(INCIDENT, PLAYBOOK, key="form-4", where="C1"))
    removed = replace(INCIDENT, description="(removed)")
    _, command, _ = edit.read(view, "UBOB")
    assert decided(removed, command) == []
    view["state"]["values"]["description"]["value"]["value"] = "Since one"
    _, command, _ = edit.read(view, "UBOB")
    assert command.description == "Since one"


def test_what_is_being_done_is_as_it_is_by_now_where_nobody_touched_it() -> None:
    last = LastUpdate(known="A full disk", doing="We ask bob@example.com", by="UBOB", at=NOW)
    said = replace(INCIDENT, last_update=last)
    view = untouched(update.view(said, PLAYBOOK, NOW, key="form-2", where="C1", known="Up"))
    removed = replace(INCIDENT, last_update=replace(last, known="(removed)", doing=""))
    _, command, _ = update.read(view, "UBOB")
    (event,) = [each for each in decided(removed, command) if isinstance(each, Updated)]
    assert (event.known, event.doing) == ("Up", "")


def test_the_edit_form_keeps_a_service_that_the_playbook_has_lost() -> None:
    lost = replace(INCIDENT, service="lost", service_name="Lost")
    view = edit.view(lost, PLAYBOOK, key="form-4", where=None)
    _, command, _ = edit.read(untouched(view), "UBOB")
    assert command.service is None
    assert decided(lost, command) == []


def test_a_lead_that_was_changed_in_the_edit_form_is_all_that_is_changed() -> None:
    view = untouched(edit.view(INCIDENT, PLAYBOOK, key="form-4", where=None))
    view["state"]["values"]["role.support"]["value"]["selected_user"] = "UDANA"
    view["state"]["values"]["role.tech"]["value"]["selected_user"] = None
    _, command, _ = edit.read(view, "UBOB")
    assert command.roles == {"support": "UDANA", "tech": None}


def test_the_roles_form_sent_off_untouched_changes_nothing() -> None:
    view = short.roles_view(INCIDENT, PLAYBOOK, NOW, key="form-5", where="C1")
    assert edit.read(untouched(view), "UBOB") == (
        "incident-1",
        Edit(by="UBOB", where="C1"),
        "form-5",
    )


def test_the_severity_form_begins_with_how_bad_it_is() -> None:
    view = short.severity_view(INCIDENT, PLAYBOOK, key="form-6", where="C1", why="It spreads")
    assert short.read_severity(untouched(view), "UBOB") == (
        "incident-1",
        ChangeSeverity(by="UBOB", where="C1", severity="P2", why="It spreads"),
        "form-6",
    )


def test_the_reopening_form_needs_no_word() -> None:
    view = short.reopen_view(INCIDENT, PLAYBOOK, key="form-7", where="C1")
    assert short.read_reopen(untouched(view), "UBOB") == (
        "incident-1",
        Reopen(by="UBOB", where="C1"),
        "form-7",
    )


@pytest.mark.parametrize("unseen", ["", "{", "[]", '"words"'])
def test_a_form_whose_unseen_part_cannot_be_read_is_of_no_incident(unseen: str) -> None:
    view = short.reopen_view(INCIDENT, PLAYBOOK, key="form-7", where="C1")
    broken = untouched({**view, "private_metadata": unseen})
    assert short.read_reopen(broken, "UBOB") == ("", Reopen(by="UBOB"), "")


UNCONFIRMED = incident_after(declared(severity_confirmed=False))


@pytest.mark.parametrize(
    ("chosen", "says"),
    [(None, []), ("P2", ["SeverityConfirmed"]), ("P1", ["SeverityChanged"])],
)
def test_an_update_confirms_a_severity_for_whoever_chooses_it(
    chosen: str | None, says: list[str]
) -> None:
    """It was confirmed by sending the form without a look at it; the record said who had."""
    view = untouched(update.view(UNCONFIRMED, PLAYBOOK, NOW, key="f", where=None, known="Up"))
    if chosen:
        field = view["state"]["values"]["severity"]["value"]
        assert field["selected_option"]["text"]["text"] == "P2, to be confirmed"
        field["selected_option"] = {"value": chosen}
    _, command, _ = update.read(view, "UBOB")
    kinds = [type(event).__name__ for event in decided(UNCONFIRMED, command)]
    assert kinds == [*says, "Updated"]


def test_what_changed_while_a_form_was_open_is_not_undone_by_sending_it() -> None:
    """Severity, status and service went back to what the form had shown."""
    update_form = untouched(update.view(INCIDENT, PLAYBOOK, NOW, key="f", where=None, known="Up"))
    edit_form = untouched(edit.view(INCIDENT, PLAYBOOK, key="f", where=None))
    worse = replace(INCIDENT, severity="P1", status=Status.IDENTIFIED, service="app")
    _, told, _ = update.read(update_form, "UBOB")
    _, corrected, _ = edit.read(edit_form, "UBOB")
    assert [type(event).__name__ for event in decided(worse, told)] == ["Updated"]
    assert decided(worse, corrected) == []


def test_who_leaves_the_reviewer_as_shown_has_asked_nobody() -> None:
    """Alice read *Bob asks you to write the review*, and Bob had not touched the field."""
    worst = incident_after(declared(severity="P1"))
    view = untouched(close.view(worst, [], PLAYBOOK, NOW, key="f", where=None))
    field = view["state"]["values"]["reviewer"]["value"]
    assert field["selected_user"] == "UALICE"
    _, command, _ = close.read(view, "UBOB")
    (event,) = decided(worst, command)
    assert isinstance(event, Closed)
    assert (event.reviewer, event.fell_to) == ("UALICE", True)
    field["selected_user"] = "UPRIYA"
    (event,) = decided(worst, close.read(view, "UBOB")[1])
    assert isinstance(event, Closed)
    assert (event.reviewer, event.fell_to) == ("UPRIYA", False)


def over(*, by_form: bool = False) -> Incident:
    """It was closed, and nobody has said when users were affected."""
    (event,) = decided(INCIDENT, Close(by="UBOB", by_form=by_form))
    return apply(INCIDENT, event)


def test_the_form_for_the_times_says_what_it_shows_and_the_edit_form_what_is_changed() -> None:
    said = untouched(times.view(over(), key="f", where="C1"))
    _, command, _ = times.read(said, "UALICE")
    (event,) = decided(over(), command)
    assert event == TimesSaid(
        at=NOW, by="UALICE", where="C1", affected_from=RAISED, working_since=NOW
    )
    view = untouched(edit.view(over(), PLAYBOOK, key="f", where="C1"))
    _, command, _ = edit.read(view, "UALICE")
    assert decided(over(), command) == []
    earlier = RAISED - timedelta(hours=1)
    view["state"]["values"]["affected_from"]["value"]["selected_date_time"] = earlier.timestamp()
    _, command, _ = edit.read(view, "UALICE")
    assert decided(over(), command) == [
        TimesSaid(at=NOW, by="UALICE", where="C1", affected_from=earlier)
    ]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("INC-2", 2),
        ("inc 2", 2),
        ("#2", 2),
        ("2", 2),
        ("INC-12, the slow one", 12),
        ("", None),
        ("the slow one", None),
    ],
)
def test_the_other_one_is_named_as_people_type_it(typed: str, number: int | None) -> None:
    assert number_in(typed) == number


def test_the_closing_form_names_what_is_open_and_private_ones_to_private_ones_alone() -> None:
    other = replace(INCIDENT, id="incident-2", number=2, title="It is slow")
    hidden = replace(INCIDENT, id="incident-3", number=3, title="A secret", private=True)

    def hint(incident: Incident) -> str:
        view = close.view(incident, [INCIDENT, other, hidden], PLAYBOOK, NOW, key="f", where=None)
        (field,) = [each for each in view["blocks"] if each.get("block_id") == "duplicate_of"]
        return str(field["hint"]["text"])

    assert hint(INCIDENT).endswith("Open now: INC-2 It is slow.")
    assert "INC-3 A secret" in hint(replace(INCIDENT, id="incident-4", private=True))
