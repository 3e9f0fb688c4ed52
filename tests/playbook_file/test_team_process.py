"""What a team's own process has in the file, and what Slack or sense does not allow in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from firebell.domain.playbook import Document, Service
from firebell.domain.team_fields import AskedIn, FieldKind, TeamField
from firebell.playbook_file import read_playbook
from tests.playbook_file.test_mistakes import EXAMPLES, faults

SMALL = (EXAMPLES / "small" / "playbook.toml").read_text()


def whats(found: list[str]) -> list[str]:
    """The mistakes without their lines."""
    return [fault.partition(": ")[2] for fault in found]


def of_high(*lines: str) -> str:
    """The small example with these lines in its first severity."""
    return SMALL.replace('key = "High"\n', "\n".join(['key = "High"', *lines, ""]))


def of_website(*lines: str) -> str:
    """The small example with these lines in its first service."""
    return SMALL.replace('name = "Website"\n', "\n".join(['name = "Website"', *lines, ""]))


LONG = "x" * 76
ELEVEN = "[" + ", ".join(f'"{number}"' for number in range(11)) + "]"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            of_high(f'factors = ["{LONG}"]'),
            [
                'severity "High": factors has 76 characters. It would be at most 75, since a box '
                "in Slack holds no more beside it."
            ],
        ),
        (
            of_high(f"factors = {ELEVEN}"),
            [
                'severity "High": factors has 11 lines. It would be at most 10, since a group of '
                "boxes in Slack holds no more."
            ],
        ),
        (
            of_high('factors = ["One"]', "needs = 2"),
            [
                'severity "High": needs is the number 2, and factors has 1. It would be at '
                "most as many as there are factors."
            ],
        ),
        (
            of_high('factors = ["One"]', "needs = 0"),
            [
                'severity "High": needs is the number 0. It would be a number from 1 to 10, '
                "without quotes."
            ],
        ),
        (
            of_website('highest = "Hihg"', 'time_zone = "Asia/Kolkatta"'),
            [
                'service "Website": highest is "Hihg". It would be "High".',
                'service "Website": time_zone is "Asia/Kolkatta". It would be "Asia/Kolkata".',
            ],
        ),
        (
            of_website('depends_on = ["website", "pyments"]'),
            [
                'service "Website": depends_on has "pyments". It would be "payments".',
                'service "Website": depends_on has the service itself. It would be other services.',
            ],
        ),
        (
            SMALL.replace("in_charge = true", 'in_charge = true\nservices = ["app"]'),
            [
                'role "lead": the role in charge is only there for some services. It would be '
                "left out, since every incident has somebody in charge."
            ],
        ),
        (
            f'{SMALL}\n[[step]]\nwords = "Do it"\nservices = ["ap"]\n',
            ['step "Do it": services has "ap". It would be "app".'],
        ),
    ],
)
def test_what_can_not_be_is_a_mistake(text: str, found: list[str], tmp_path: Path) -> None:
    assert whats(faults(text, tmp_path)) == found


def test_every_mistake_in_a_field_is_named(tmp_path: Path) -> None:
    wrong = f"""
[[field]]
key = "{"k" * 41}"
question = "{"q" * 151}"
kind = "chioce"
hint = "{"h" * 151}"

[[field]]
key = "supplier"
question = "Which?"
kind = "choice"

[[field]]
key = "supplier"
question = "Which?"
choices = ["{LONG}", "One"]
asked = ["raise", "update"]
required = "close"
"""
    assert whats(faults(SMALL + wrong, tmp_path)) == [
        f'field "{"k" * 41}": key is "{"k" * 41}". It would be letters, digits, hyphens and '
        "underscores, at most 40.",
        f'field "{"k" * 41}": question has 151 characters. It would be at most 150.',
        f'field "{"k" * 41}": kind is "chioce". It would be "text", "choice", "people" or "date".',
        f'field "{"k" * 41}": hint has 151 characters. It would be at most 150.',
        'field "supplier": choices is missing. It would be choices = ["Yes", "No"].',
        'field 3: the key "supplier" is taken by an earlier field. It would be another key.',
        'field "supplier": choices has 76 characters. It would be at most 75, since a line of a '
        "list in Slack holds no more.",
        'field "supplier": choices stands beside the kind "text". It would be kind = "choice".',
        'field "supplier": asked has "update". It would be "raise", "edit" or "close".',
        'field "supplier": required is "close", where it is not asked. It would be "raise".',
    ]


def test_more_fields_than_a_form_in_slack_holds_are_a_mistake(tmp_path: Path) -> None:
    many = "".join(f'\n[[field]]\nkey = "f{n}"\nquestion = "Which?"\n' for n in range(21))
    assert whats(faults(SMALL + many, tmp_path)) == [
        "there are 21 of [[field]]. It would be at most 20."
    ]
    choices = ", ".join(f'"{number}"' for number in range(101))
    one = f'\n[[field]]\nkey = "f"\nquestion = "Which?"\nkind = "choice"\nchoices = [{choices}]\n'
    assert whats(faults(SMALL + one, tmp_path)) == [
        'field "f": choices has 101 lines. It would be at most 100, since a list in Slack holds '
        "no more."
    ]


def test_all_of_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "playbook.toml"
    text = of_website(
        'announce = ["#random"]',
        'time_zone = "Asia/Kolkata"',
        'highest = "Low"',
        'depends_on = ["payments"]',
        'feeds = ["app"]',
    )
    more = """
[[field]]
key = "when"
question = "Until when?"
kind = "date"
asked = ["close"]
required = "close"
card = true

[[document]]
title = "Page"
url = "https://example.com/page"
services = ["app"]
"""
    path.write_text(f'feedback = "https://example.com/f"\n{text}{more}')
    read = read_playbook(path)
    assert read.services[0] == Service(
        key="website",
        name="Website",
        announce=("#random",),
        time_zone="Asia/Kolkata",
        highest="Low",
        depends_on=("payments",),
        feeds=("app",),
    )
    assert read.fields == (
        TeamField(
            key="when",
            question="Until when?",
            kind=FieldKind.DATE,
            asked=(AskedIn.CLOSE,),
            required=AskedIn.CLOSE,
            card=True,
        ),
    )
    assert read.documents == (
        Document(title="Page", url="https://example.com/page", services=("app",)),
    )
    assert read.feedback == "https://example.com/f"
    assert read.operators == ("alice@example.com",)


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("inc-{yyyy-mm-dd}-{title}", "has the field {yyyy-mm-dd}, which Firebell does not know"),
        ("inc-{datum}-{title}", "has the field {datum}, which Firebell does not know"),
        ("Inc-{title}", 'is "Inc-{title}"'),
        ("inc-{title", "has a { or } that stands alone"),
        (
            "{service}-{severity}-{yyyy_mm_dd}-{hhmm}-{number}-an-incident-of-ours-{title}",
            "may have 87 characters before there is any of the title",
        ),
    ],
)
def test_a_template_that_makes_no_name_says_why(template: str, found: str, tmp_path: Path) -> None:
    text = f'channel_name = "{template}"\n{SMALL}'
    (fault,) = faults(text, tmp_path)
    assert fault.startswith(f"1: channel_name {found}. It would be ")


@pytest.mark.parametrize(
    "field", ["date", "yyyy_mm_dd", "yyyymmdd", "yymmdd", "yyyy", "yy", "mm", "dd", "hhmm"]
)
def test_each_part_of_a_date_is_a_field(field: str, tmp_path: Path) -> None:
    path = tmp_path / "playbook.toml"
    path.write_text(f'channel_name = "inc-{{{field}}}-{{title}}"\n{SMALL}')
    assert read_playbook(path).channel_name == f"inc-{{{field}}}-{{title}}"
