"""Where actions can be made into tickets is written with a kind and a project that fit."""

from __future__ import annotations

from pathlib import Path

from firebell.domain.playbook import Tracker, TrackerKind
from firebell.playbook_file import read_playbook
from tests.playbook_file.test_mistakes import EXAMPLES, faults

SMALL = (EXAMPLES / "small" / "playbook.toml").read_text()


def test_a_repository_and_a_project_are_read(tmp_path: Path) -> None:
    path = tmp_path / "playbook.toml"
    path.write_text(
        f"""{SMALL}
[[tracker]]
key = "website"
kind = "github"
project = "example/web.site"
labels = ["incident"]

[[tracker]]
key = "ops"
kind = "jira"
project = "OPS"
kind_of_issue = "Bug"
private = true
drills = true
"""
    )
    assert read_playbook(path).trackers == (
        Tracker(
            key="website",
            kind=TrackerKind.GITHUB,
            project="example/web.site",
            labels=("incident",),
        ),
        Tracker(
            key="ops",
            kind=TrackerKind.JIRA,
            project="OPS",
            kind_of_issue="Bug",
            private=True,
            drills=True,
        ),
    )
    assert read_playbook(EXAMPLES / "small" / "playbook.toml").trackers == ()


def test_what_can_be_no_tracker_is_told(tmp_path: Path) -> None:
    lines = (
        *("[[tracker]]", 'key = "a"', 'kind = "gitlab"', 'project = "../../etc"'),
        *("[[tracker]]", 'key = "a"', 'kind = "jira"', 'project = "example/website"'),
        *('services = ["nowhere"]', 'labels = ["two words"]'),
    )
    found = faults("\n".join([SMALL, *lines]), tmp_path)
    assert [fault.partition(": tracker ")[2] for fault in found] == [
        '"a": kind is "gitlab". It would be "github" or "jira".',
        '"a": project is "../../etc". It would be a repository, such as "example/website", or a '
        'project of Jira, such as "OPS".',
        '2: the key "a" is taken by an earlier tracker. It would be another key.',
        '"a": project is "example/website". It would be a project of Jira, such as "OPS".',
        '"a": services has "nowhere". It would be "website", "app" or "payments".',
        '"a": labels has "two words". It would be "two-words".',
    ]
