"""When people work and sleep is written as days and as times from and until."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

from firebell.domain.hours import Hours
from firebell.playbook_file import read_playbook
from tests.playbook_file.test_mistakes import EXAMPLES, faults

SMALL = (EXAMPLES / "small" / "playbook.toml").read_text()


def test_what_is_left_out_keeps_its_default(tmp_path: Path) -> None:
    assert read_playbook(EXAMPLES / "small" / "playbook.toml").hours == Hours()
    path = tmp_path / "playbook.toml"
    given = ('working_days = ["saturday", "sunday"]', 'quiet = "23:30 - 06:15"')
    path.write_text("\n".join([SMALL, "[hours]", *given, 'silent_after = "2h"']))
    assert read_playbook(path).hours == Hours(
        working_days=(5, 6),
        working=(time(9), time(17)),
        quiet=(time(23, 30), time(6, 15)),
        silent_after=timedelta(hours=2),
    )


def test_what_is_no_time_is_told(tmp_path: Path) -> None:
    lines = ('working = "17:00-09:00"', 'quiet = "24:00-07:00"', 'working_days = ["mondays"]')
    found = faults("\n".join([SMALL, "[hours]", *lines]), tmp_path)
    assert [fault.partition(": hours: ")[2] for fault in found] == [
        'working is "17:00-09:00". It would be within one day, such as "09:00-17:00".',
        'quiet is "24:00-07:00". It would be from and until when it is quiet, '
        'such as "22:00-07:00".',
        'working_days has "mondays". It would be "monday".',
    ]
