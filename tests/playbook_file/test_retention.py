"""How long things are kept is written as a duration of a day or more."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from firebell.cli.check import retention
from firebell.domain.playbook import Retention
from firebell.playbook_file import read_playbook
from tests.playbook_file.test_mistakes import EXAMPLES, faults

SMALL = (EXAMPLES / "small" / "playbook.toml").read_text()


def test_what_is_left_out_is_kept_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "playbook.toml"
    path.write_text(f'{SMALL}\n[retention]\nprivate = "180d"\ndrills = "36 h"\n')
    read = read_playbook(path)
    assert read.retention == Retention(private=timedelta(days=180), drills=timedelta(hours=36))
    assert retention(read) == (
        "Names and texts of closed incidents are kept: private 180 days, public for ever, "
        "drills 36 h"
    )
    assert read_playbook(EXAMPLES / "small" / "playbook.toml").retention == Retention()


def test_the_commented_example_is_one(tmp_path: Path) -> None:
    path = tmp_path / "playbook.toml"
    begin = SMALL.index("# [retention]")
    path.write_text(SMALL[:begin] + SMALL[begin:].replace("# ", ""))
    assert read_playbook(path).retention == Retention(
        private=timedelta(days=180), public=timedelta(days=730), drills=timedelta(days=30)
    )


def test_less_than_a_day_and_unreadable_times_are_told(tmp_path: Path) -> None:
    lines = ('private = "23h"', 'public = "six months"', 'drills = "99999d"', 'others = "1d"')
    found = faults("\n".join([SMALL, "[retention]", *lines]), tmp_path)
    assert [fault.partition(": retention: ")[2] for fault in found] == [
        'private is "23h". It would be at least a day, "1d", or left out.',
        'public is "six months". It would be a duration in quotes, such as "180d".',
        'drills is "99999d". It would be at most a hundred years, "36600d", or left out.',
        '"others" is no key that Firebell knows here. It would be "private", "public" or "drills".',
    ]
