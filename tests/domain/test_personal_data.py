"""Every field of text is known: an id, an identifier, or something that is rewritten."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from types import ModuleType

import pytest

from firebell.domain import (
    actions,
    commands,
    effects,
    events,
    incident,
    playbook,
    review_template,
    status_pages,
    team_fields,
)
from firebell.domain.personal_data import (
    CHANNEL_NAMES,
    OF_THE_PLAYBOOK,
    STRUCK,
    TYPED,
    Erasure,
    Expiry,
    people_in_all,
)
from firebell.domain.pseudonyms import erased, is_pseudonym, within_one_incident
from tests.domain.build import CHANNEL, DECLARED, NOW, incident_after

IDENTIFIERS = {
    *("id", "key", "where", "channel", "ts", "slot", "origin", "effect", "target", "group"),
    *("service", "severity", "role", "step", "thread", "reaction", "lane", "url", "reason"),
    *("announce", "noted", "taken", "severities", "channels", "invite", "private_invite"),
    *("drill_announce", "leads", "when_unsure", "severity_word", "time_zone", "before", "roles"),
    *("refused", "messages", "steps", "places", "leaving", "spared", "only"),
    *("entry", "entries", "touched", "shown", "events", "documents", "records", "link"),
    *("record_emoji", "twin", "twin_channel", "file", "files", "gone", "replaced", "offered_for"),
    *("reference", "cause", "unpinged", "unreached", "language"),
    # Names that the playbook has for people and groups: addresses, which an erasure finds.
    *("names", "unresolved", "awaited", "unanswered", "written", "of", "offered"),
    *("tell", "teams", "email", "groups", "people", "services", "place", "told_outside"),
    *("paging", "pagerduty"),
    *("call", "private_call"),
    *("outside_places", "highest", "depends_on", "feeds", "operators", "feedback", "version"),
    *("playbook_version", "suggests", "suggested", "chosen", "wanted", "field", "fields", "day"),
    *("answers", "asked_fields", "told_services"),
    *("action", "actions", "tracker", "ticket", "number", "asked", "let_be"),
    *("project", "labels", "kind_of_issue"),
    *("section", "announced", "not_made", "word"),
    *("address", "page", "status_page", "components", "impact", "update", "updates", "struck"),
    *("struck_titles", "published", "alert", "sender", "ended"),
    *("raise_labels", "raise_severities", "severity_label", "service_label"),
}
"""Fields whose text is an id or a key, or the playbook's label of something that is no person."""


def texts(module: ModuleType) -> Iterator[str]:
    """The names of all fields of text in a module's values."""
    for kind in vars(module).values():
        its_own = inspect.isclass(kind) and kind.__module__.startswith(module.__name__)
        if its_own and is_dataclass(kind):
            for part in fields(kind):
                written = str(part.type)
                if "str" in written and "Person" not in written:
                    yield part.name


def test_every_field_of_text_has_its_place() -> None:
    modules = (
        *(actions, commands, events, effects, incident, playbook, review_template, status_pages),
        team_fields,
    )
    found = {name for each in modules for name in texts(each)}
    known = TYPED | CHANNEL_NAMES | OF_THE_PLAYBOOK
    assert found - known == IDENTIFIERS & found
    assert known - found == set()
    assert known & IDENTIFIERS == set()


def test_everybody_in_an_incident_is_found_wherever_they_stand() -> None:
    found = incident_after(
        DECLARED,
        CHANNEL,
        events.RoleAsked(at=NOW, by="U1", role="tech", person="U2"),
        events.PeopleInvited(at=NOW, people=("U3",), refused={"U4": "no"}),
        events.GroupRead(at=NOW, people=("U5",)),
        events.StepTicked(at=NOW, by="U6", step="look", words="", done=True),
    )
    others = (
        effects.Tell(what=effects.DirectMessage.CLOSED, person="U7"),
        effects.Later(command=commands.ChaseAnswer(by=None, role="tech", person="U8")),
        events.RoleTaken(at=NOW, by="U9", role="tech", person="U9", before="U10"),
        effects.InvitePeople(people=("U11", "U12")),
    )
    expected = {"UALICE", *(f"U{number}" for number in range(2, 13))}
    assert people_in_all(found, others) == expected


BOB = Erasure(
    {"U0BOB": "former-7f3a"},
    ["Bob Smith", "bob@example.com", "José", "山田太郎"],
    "a former colleague (7f3a)",
)


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ("<@U0BOB|bob> and <@U0BOB>", "# and #"),
        ("bob smith's", "#'s"),
        ("Bob\u00a0 Smith", "#"),
        ("_Bob Smith_, B\u200bob Smith", "_#_, #"),
        ("mail Bob@Example.com (bob@example.com)", "mail # (#)"),
        ("JOSE, José and Jose\u0301", "#, # and #"),
        ("山田太郎さんが", "#さんが"),
        (
            "Bobby Smith, Bob Smithson, <@U0BOB2>, Josefine",
            "Bobby Smith, Bob Smithson, <@U0BOB2>, Josefine",
        ),
    ],
)
def test_somebody_is_found_in_text_however_they_are_written(typed: str, after: str) -> None:
    assert BOB.typed(typed) == after.replace("#", "a former colleague (7f3a)")


def test_what_only_looks_like_a_name_stays_where_no_text_is() -> None:
    tree = {"status": "José", "refused": {"U0BOB": "José"}, "title": "José", "messages": ["U0BOB"]}
    assert BOB.tree(tree) == {
        "status": "José",
        "refused": {"former-7f3a": "José"},
        "title": "a former colleague (7f3a)",
        "messages": ["former-7f3a"],
    }
    assert BOB.channel_name("inc-1-bob-smith-did-it") == "inc-1-somebody-did-it"


def test_a_text_that_is_struck_leaves_that_there_was_one() -> None:
    expiry = Expiry({}, "inc-1")
    tree = {
        "title": "It is down",
        "description": " ",
        "why": "",
        "words": "Look",
        "name": "inc-1-x",
    }
    assert expiry.tree(tree) == {
        "title": STRUCK,
        "description": " ",
        "why": "",
        "words": "Look",
        "name": "inc-1",
    }


def test_pseudonyms_are_stable_with_a_salt_and_apart_without_the_key() -> None:
    assert erased("U1", b"salt") == erased("U1", b"salt")
    assert len({erased("U1", b"salt"), erased("U2", b"salt"), erased("U1", b"pepper")}) == 3
    first, second = (within_one_incident(["U1", "U2"], key) for key in (b"1", b"2"))
    made = {*first.values(), *second.values(), erased("U1", b"salt")}
    assert (len(made), all(map(is_pseudonym, made))) == (5, True)
    assert [person for person in ("U1", "W1", "", None, "firebell") if is_pseudonym(person)] == []
