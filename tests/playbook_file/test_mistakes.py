"""A mistake in the playbook is told with file, line, what is wrong and what would be right."""

from __future__ import annotations

import tomllib
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.domain.callouts import Happening, OnDuty, Webhook
from firebell.domain.playbook import Audience, Permissions
from firebell.domain.rota import Rota, Substitute
from firebell.playbook_file import PlaybookFaults, read_playbook
from firebell.playbook_file.lines import find_lines

EXAMPLES = Path(__file__).parents[2] / "examples"
DFE = EXAMPLES / "dfe" / "playbook.toml"

WRONG = """\
organisation = "Example"
time_zone = "Europe/Londn"
when_unsure = "P9"
anounce = ["#incidents"]
channel_name = "inc-{nummer}"

[[severity]]
key = "P1"
criteria = "Bad"
loud = "evryone"
update_every = "soon"

[[role]]
key = "lead"
name = "lead"
duty = "Lead"

[[service]]
name = "App"
leads = { leed = "bob@example.com", lead = "bob" }

[[service]]
name = "App"

[[step]]
words = "Do it"
role = "comms"
severities = ["P1", "P2"]

[[document]]
title = "Page"
url = "http://example.com"
"""


def faults(text: str, folder: Path) -> list[str]:
    path = folder / "playbook.toml"
    path.write_text(text)
    with pytest.raises(PlaybookFaults) as found:
        read_playbook(path)
    return [str(fault).removeprefix(f"{path}:") for fault in found.value.faults]


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    assert faults(WRONG, tmp_path) == [
        '2: time_zone is "Europe/Londn". It would be "Europe/London".',
        '3: when_unsure is "P9". It would be "P1".',
        '4: "anounce" is no key that Firebell knows here. It would be "announce".',
        "5: channel_name has the field {nummer}, which Firebell does not know. "
        "It would be {number}.",
        '10: severity "P1": loud is "evryone". It would be "channel", "here" or "none".',
        '11: severity "P1": update_every is "soon". It would be a duration in quotes, such as '
        '"30m", "1h" or "2d".',
        "13: no role is in charge. It would be in_charge = true at one [[role]].",
        '20: service "App": leads has the role "leed", which is not here. It would be "lead".',
        '20: service "App": leads has "bob" for lead. It would be an e-mail address, such as '
        '"alice@example.com".',
        '22: service 2: the key "app" is taken by an earlier service. It would be another key.',
        '27: step "Do it": role is "comms". It would be "lead".',
        '28: step "Do it": severities has "P2". It would be "P1".',
        '32: document "Page": url is "http://example.com". It would be "https://example.com".',
    ]


def test_what_is_not_toml_is_told_in_words_and_the_rest_is_still_read(tmp_path: Path) -> None:
    text = (EXAMPLES / "small" / "playbook.toml").read_text()
    broken = text.replace('time_zone = "Europe/London"', 'time_zone = "Europe/London')
    broken = broken.replace('loud = "none"', 'loud = "quiet"')
    found = faults(broken, tmp_path)
    assert found == [
        '3: a text in quotes is not closed. It would be closed with a " on the same line.',
        '19: severity "Low": loud is "quiet". It would be "channel", "here" or "none".',
    ]


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(PlaybookFaults, match="it can't be read: No such file or directory"):
        read_playbook(tmp_path / "nowhere.toml")


def test_the_dfe_example_is_its_whole_process() -> None:
    playbook = read_playbook(EXAMPLES / "dfe" / "playbook.toml")
    assert [service.name for service in playbook.services] == [
        "Access your teaching qualifications",
        "Apply for QTS",
        "Apply/Manage",
        "Check a teacher's record",
        "Claim Additional Payments",
        "Claim Funding for Mentors",
        "Early Careers Framework",
        "Find a lost TRN",
        "Get into Teaching",
        "Internal data",
        "Manage School Placements",
        "Multiple",
        "National Professional Qualifications",
        "Other",
        "Publish/Find",
        "Qualified Teachers API",
        "Refer serious misconduct",
        "Register of training providers",
        "Register trainee teachers",
        "Teaching Vacancies",
        "Teaching Record System",
    ]
    assert [severity.key for severity in playbook.severities] == ["P1", "P2", "P3"]
    assert [role.key for role in playbook.roles] == ["comms", "technical", "support"]
    assert (playbook.leading_role.key, playbook.updating_role.key) == ("technical", "comms")
    assert playbook.severity_word == "priority"
    assert playbook.announce == ("#incidents", "#security")
    needed = {each.key: (each.needs, len(each.factors)) for each in playbook.severities}
    assert needed == {"P1": (1, 3), "P2": (2, 4), "P3": (2, 4)}
    tickets = [each.key for each in playbook.severities if "ticket" in " ".join(each.factors)]
    assert tickets == ["P2", "P3"]
    assert [each.key for each in playbook.services if each.highest == "P2"] == ["internal-data"]
    steps = {step.words: step.role for step in playbook.steps}
    report = "Start the running report from the template and link it with /incident edit"
    assert steps[report] == "comms"
    assert steps["Watch the helpdesk's queue, and say here what comes in"] == "support"
    disaster = [step.severities for step in playbook.steps if "disaster" in step.words]
    assert disaster == [("P1",)]
    assert not [words for words in steps if "press" in words or "policy" in words]


keys = st.text("abcdefgh", min_size=1, max_size=5)
scalars = st.one_of(
    st.integers(0, 99).map(str),
    st.booleans().map(lambda flag: str(flag).lower()),
    st.text("ab #[]{}=,", max_size=8).map(lambda words: f'"{words}"'),
    st.text("ab #[]{}=,\n", max_size=12).map(lambda words: f"'''{words}'''"),
)
values = st.one_of(scalars, st.lists(scalars, max_size=3).map(lambda all: f"[{', '.join(all)}]"))


@given(st.lists(st.tuples(keys, st.dictionaries(keys, values, max_size=4)), max_size=5))
def test_the_line_that_is_named_is_the_line_where_the_key_stands(
    tables: list[tuple[str, dict[str, str]]],
) -> None:
    lines: list[str] = []
    wanted: dict[tuple[str | int, ...], int] = {}
    counts: dict[str, int] = {}
    for name, pairs in tables:
        number = counts.get(name, 0)
        counts[name] = number + 1
        lines.append(f"[[t{name}]]  # a comment with = and [")
        wanted[(f"t{name}", number)] = len("\n".join(lines).split("\n"))
        for key, value in pairs.items():
            at = len("\n".join(lines).split("\n")) + 1
            lines.append(f"{key} = {value}")
            wanted[(f"t{name}", number, key)] = at
    text = "\n".join(lines)
    tomllib.loads(text)
    found = find_lines(text)
    assert {path: found.get(path) for path in wanted} == wanted


def test_who_may_do_what_is_read_and_what_is_left_out_is_safe(tmp_path: Path) -> None:
    path = tmp_path / "playbook.toml"
    text = DFE.read_text()
    path.write_text(f'{text}\n[permissions]\nraise = ["members", "guests"]\nclose = ["leads"]\n')
    assert read_playbook(DFE).permissions == Permissions()
    assert read_playbook(path).permissions == Permissions(
        raise_=(Audience.MEMBERS, Audience.GUESTS), close=(Audience.LEADS,)
    )


def test_an_incident_that_is_not_there_yet_has_no_leads_to_raise_it(tmp_path: Path) -> None:
    found = faults(f'{DFE.read_text()}\n[permissions]\nraise = ["leads"]\n', tmp_path)
    assert [line.partition(": ")[2] for line in found] == [
        'permissions: raise has "leads". It would be "members" or "guests".'
    ]


TELL = """
[[tell]]

[[tell]]
severities = ["P9"]
teams = ["service owners"]
email = ["owners"]
groups = ["on-duty"]

[[tell]]
people = ["bob@example.com"]
private = true
"""


def test_whom_nobody_could_tell_is_a_mistake_and_slack_shows_nothing_private(
    tmp_path: Path,
) -> None:
    small = (EXAMPLES / "small" / "playbook.toml").read_text()
    found = faults(small + TELL, tmp_path)
    first = small.count("\n") + 2
    assert [fault.partition(": ")[0] for fault in found] == [
        str(first + line) for line in (0, 3, 4, 5, 6, 10)
    ]
    said = "\n".join(found)
    for words in (
        "tell names nobody",
        'severities has "P9"',
        'teams has "service owners"',
        'email has "owners"',
        'groups has "on-duty"',
        "private is true beside channels, people or groups of Slack",
    ):
        assert words in said


ROTA = """
[[rota]]
key = "duty"
people = ["bob@example.com", "charlie@example.com"]
begins = 2026-11-23
handover = "09:30"
weeks = 2
exceptions = ["2026-12-24 to 2026-12-27: priya@example.com"]

[[service]]
name = "Watched"
leads = { lead = "rota:duty" }
"""


def test_a_rota_is_read_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    small = (EXAMPLES / "small" / "playbook.toml").read_text()
    path = tmp_path / "playbook.toml"
    path.write_text(small + ROTA)
    (rota,) = read_playbook(path).rotas
    assert rota == Rota(
        key="duty",
        people=("bob@example.com", "charlie@example.com"),
        begins=date(2026, 11, 23),
        handover=time(9, 30),
        weeks=2,
        exceptions=(
            Substitute(
                person="priya@example.com", begins=date(2026, 12, 24), ends=date(2026, 12, 27)
            ),
        ),
    )
    wrong = ROTA.replace("27: priya", "24: priya").replace("2026-11-23", '"23 November"')
    wrong = wrong.replace('"09:30"', '"24:00"').replace("rota:duty", "rota:dutty")
    on_call = '[[service]]\nname = "On call"\nleads = { lead = "pagerduty:x" }\n\n[[service]]'
    wrong = wrong.replace("[[service]]", on_call)
    said = "\n".join(faults(small + wrong, tmp_path))
    for right in (
        '"pagerduty:PABC123"',
        "the later day last",
        '"2026-11-23"',
        '"09:00"',
        '"rota:duty"',
    ):
        assert right in said


CALLED = """
[[page]]
pagerduty = ["duty"]
severities = ["high"]
private = true

[[webhook]]
key = "tracker"
moments = ["raised", "closed"]
drills = true
"""


def test_pages_and_webhooks_are_read_and_wrong_ones_are_told(tmp_path: Path) -> None:
    small = (EXAMPLES / "small" / "playbook.toml").read_text()
    severity = read_playbook(EXAMPLES / "small" / "playbook.toml").severities[0].key
    called = CALLED.replace('"high"', f'"{severity}"')
    path = tmp_path / "playbook.toml"
    path.write_text(small + called)
    found = read_playbook(path)
    assert found.pages == (OnDuty(pagerduty=("duty",), severities=(severity,), private=True),)
    assert found.webhooks == (
        Webhook(key="tracker", moments=(Happening.RAISED, Happening.CLOSED), drills=True),
    )
    wrong = called.replace('["duty"]', '["service duty"]').replace('"closed"', '"over"')
    said = "\n".join(faults(f"{small}{wrong}[[webhook]]\nkey = 'tracker'\n[[page]]\n", tmp_path))
    for words in (
        'pagerduty has "service duty"',
        'moments has "over"',
        'the key "tracker" is taken by an earlier webhook',
        'pagerduty is missing. It would be pagerduty = ["apply-duty"]',
    ):
        assert words in said
