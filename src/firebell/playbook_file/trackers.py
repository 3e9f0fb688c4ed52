"""Where actions can be made into tickets: a repository of GitHub, or a project of Jira."""

from __future__ import annotations

import re
from collections.abc import Collection

from firebell.domain.playbook import Tracker, TrackerKind
from firebell.playbook_file import keys, values
from firebell.playbook_file.tables import Table

REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/(?!\.)[A-Za-z0-9._-]{1,100}")
_PROJECT = re.compile(r"[A-Z][A-Z0-9_]{1,19}")


def tracker(table: Table, services: Collection[str]) -> Tracker:
    """One `[[tracker]]`."""
    found = Tracker(
        key=table.need("key", values.key(), "", 'key = "website"'),
        kind=table.need("kind", values.choice(TrackerKind), TrackerKind.GITHUB, 'kind = "github"'),
        project=table.need("project", project, "", 'project = "example/website"'),
        services=table.several("services", values.one_of(services)),
        labels=table.several("labels", label),
        kind_of_issue=table.read("kind_of_issue", values.line_of_text(keys.LABEL), "Task"),
        private=table.read("private", values.flag, False),
        drills=table.read("drills", values.flag, False),
    )
    github = found.kind is TrackerKind.GITHUB
    if found.project and is_repository(found.project) is not github:
        right = 'a repository, such as "example/website"'
        right = right if github else 'a project of Jira, such as "OPS"'
        table.fault("project", f"project is {values.shown(found.project)}", right)
    return found


def project(value: object) -> str:
    """A repository of GitHub, or the key of a project of Jira."""
    if isinstance(value, str) and (REPOSITORY.fullmatch(value) or _PROJECT.fullmatch(value)):
        return value
    raise values.Wrong(
        'a repository, such as "example/website", or a project of Jira, such as "OPS"'
    )


def is_repository(project: str) -> bool:
    """Whether it is one of GitHub."""
    return "/" in project


def label(value: object) -> str:
    """A label of a ticket, without blanks, since Jira has none in labels."""
    words = values.line_of_text(keys.LABEL)(value)
    if " " in words:
        raise values.Wrong(f'"{words.replace(" ", "-")}"')
    return words
