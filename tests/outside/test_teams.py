"""The card that Teams gets: whole, short enough, and text stays text."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from firebell.domain import events as e
from firebell.domain.effects import TellOutside
from firebell.domain.playbook import StakeholdersRead
from firebell.outside import teams
from firebell.outside.chat import Places, outside
from firebell.words.news import News, news_of
from tests.domain.build import CHANNEL, CLOSED, NOW, declared, incident_after
from tests.outside.build import DESK, PROCESS, UPDATED, job
from tests.outside.servers import TEAMS_LIMIT, webhook, words_of

FOOT = "Sent by Firebell for Example."


async def test_service_owners_read_the_words_that_are_meant_for_them() -> None:
    for_them = replace(UPDATED, outside="Some people can't log in. We expect it back at ten.")
    async with (
        webhook() as there,
        outside(Places(teams={"desk": there.url})) as found,
    ):
        for event in (declared(tell=(DESK,)), for_them, UPDATED):
            await found.carry_out(job(event), TellOutside(place=DESK))
        assert there.said() == [
            [
                "INC-1 · P2 · Investigating",
                "It is down (Website)",
                "Raised 03:04 GMT.",
                "People are looking into it.",
                "Next update by 04:04 GMT.",
                FOOT,
            ],
            [
                "INC-1 · P2 · Cause identified",
                "It is down (Website)",
                "Update of 03:14 GMT.",
                "Some people can't log in. We expect it back at ten.",
                "Next update by 03:50 GMT.",
                FOOT,
            ],
            [
                "INC-1 · P2 · Cause identified",
                "It is down (Website)",
                "Update of 03:14 GMT.",
                "A disk is full",
                "Next update by 03:50 GMT.",
                FOOT,
            ],
        ]


def test_the_words_for_the_team_stay_with_it_where_the_playbook_says_so() -> None:
    sentence = replace(PROCESS, stakeholders_read=StakeholdersRead.SENTENCE)
    incident = job().incident
    found = news_of(incident, UPDATED, sentence, NOW)
    assert found.lines == (
        "It is down (Website)",
        "Update of 03:14 GMT.",
        "The cause is known, and people are working on it.",
        "Next update by 03:50 GMT.",
    )
    reopened = e.Reopened(at=NOW, by="UBOB", why="Bob broke it")
    assert "Bob" not in str(news_of(incident, reopened, sentence, NOW))


def test_an_end_without_words_says_that_it_is_over_once() -> None:
    found = news_of(incident_after(declared(), CHANNEL, CLOSED), CLOSED, PROCESS, NOW)
    assert found.lines == ("It is down (Website)", "It is over. Closed 03:14 GMT.")


def test_a_promise_that_has_passed_is_not_promised_to_those_who_read_it_late() -> None:
    late = news_of(job().incident, UPDATED, PROCESS, NOW.replace(hour=5))
    assert late.lines[-1] == "A disk is full"


def test_a_drill_says_so_in_every_line_that_names_it_and_that_nothing_is_wrong() -> None:
    found = news_of(replace(job().incident, drill=True), UPDATED, PROCESS, NOW)
    assert found.subject == "DRILL: INC-1: It is down"
    assert found.head == "DRILL · INC-1 · P2 · Cause identified"
    assert found.lines[-1] == "This is a drill, for practice. Nothing is wrong."


def test_nothing_of_what_a_private_incident_is_about_leaves() -> None:
    private = replace(job().incident, private=True)
    raised = declared(outside="Passports have leaked", private=True)
    assert news_of(private, raised, PROCESS, NOW) == News(
        subject="INC-1",
        head="INC-1",
        lines=("It was raised 03:04 GMT and is handled privately. No more is said here.",),
    )


TYPED = st.text(st.characters(exclude_categories=()), max_size=3000)


@given(TYPED, TYPED)
def test_whatever_people_type_the_card_is_whole_and_within_teams_limit(
    title: str, words: str
) -> None:
    event = replace(UPDATED, outside=words, known=words)
    incident = replace(job().incident, title=title)
    sent = teams.body(news_of(incident, event, PROCESS, NOW), "Example")
    assert len(sent) < TEAMS_LIMIT
    assert words_of(json.loads(sent))[-1] == FOOT


def test_what_is_too_long_is_cut_and_says_so() -> None:
    event = replace(UPDATED, outside="\n".join(["🔥" * 70] * 42))
    sent = teams.body(news_of(job().incident, event, PROCESS, NOW), "Example")
    assert words_of(json.loads(sent))[-2] == "(The rest is left out here, since it is too long.)"
    assert len(sent) < TEAMS_LIMIT
