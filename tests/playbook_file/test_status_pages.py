"""A status page is written with a kind, a project and parts that fit."""

from __future__ import annotations

from pathlib import Path

from firebell.domain.status_pages import Impact, StatusPage, StatusPageKind
from firebell.playbook_file import read_playbook
from tests.playbook_file.test_mistakes import EXAMPLES, faults

SMALL = (EXAMPLES / "small" / "playbook.toml").read_text()


def test_a_repository_and_a_page_are_read(tmp_path: Path) -> None:
    path = tmp_path / "playbook.toml"
    path.write_text(
        f"""{SMALL}
[[status_page]]
key = "status"
name = "the status page"
kind = "upptime"
project = "example/status"
services = ["website"]
components = {{website = ["web", "login"], app = "app"}}

[[status_page]]
key = "others"
name = "status.example.com"
kind = "statuspage"
project = "abcdef123456"
impact = {{High = "partial_outage"}}
"""
    )
    playbook = read_playbook(path)
    upptime, statuspage = playbook.status_pages
    assert upptime == StatusPage(
        key="status",
        name="the status page",
        kind=StatusPageKind.UPPTIME,
        project="example/status",
        services=("website",),
        labels=("status",),
        components={"website": ("web", "login"), "app": ("app",)},
    )
    assert statuspage == StatusPage(
        key="others",
        name="status.example.com",
        kind=StatusPageKind.STATUSPAGE,
        project="abcdef123456",
        impact={"High": Impact.PARTIAL},
    )
    assert playbook.status_page_of("website") == upptime
    assert playbook.status_page_of("app") == statuspage
    assert [playbook.impact(statuspage, each.key) for each in playbook.severities] == [
        Impact.PARTIAL,
        Impact.PARTIAL,
    ]
    assert read_playbook(EXAMPLES / "small" / "playbook.toml").status_pages == ()


def test_what_can_be_no_status_page_is_told(tmp_path: Path) -> None:
    lines = (
        *("[[status_page]]", 'key = "a"', 'kind = "uptime"', 'project = "../../etc"'),
        *("[[status_page]]", 'key = "a"', 'name = "B"', 'kind = "statuspage"'),
        *('project = "example/status"', 'labels = ["status"]'),
        'components = {websit = ["c1"], app = [" "]}',
        'impact = {High = "bad", P9 = "operational"}',
        *("[[status_page]]", 'key = "c"', 'name = "C"', 'kind = "upptime"', 'project = "a/b"'),
        *('components = ["apply"]', 'impact = {High = "operational"}', 'token = "secret"'),
    )  # fmt: skip
    found = faults("\n".join([SMALL, *lines]), tmp_path)
    assert [fault.partition(": status_page ")[2] for fault in found] == [
        '"a": name is missing. It would be name = "the status page".',
        '"a": kind is "uptime". It would be "upptime", "statuspage" or "own".',
        '"a": project is "../../etc". It would be a repository, such as "example/status", or the '
        'id of a page, such as "abcdef123456".',
        '2: the key "a" is taken by an earlier status_page. It would be another key.',
        '"a": project is "example/status". It would be the id of a page, such as "abcdef123456".',
        '"a": labels are Upptime\'s. It would be left out, since Statuspage has none.',
        '"a": components has "websit", which is not here. It would be "website".',
        '"a": components has a list for app. It would be ["apply"], with slugs of Upptime or ids '
        "of components of Statuspage.",
        '"a": impact has "bad" for High. It would be "operational", "degraded_performance", '
        '"partial_outage" or "major_outage".',
        '"a": impact has "P9", which is not here. It would be "High" or "Low".',
        '"c": components is a list. It would be {apply = ["apply"]}.',
        '"c": impact is Statuspage\'s. It would be left out, since Upptime measures it by itself.',
        '"c": "token" is no key that Firebell knows here. It would be "key", "name", "kind", '
        '"project", "services", "labels", "components", "impact", "title", "names" or "address".',
    ]


def test_a_page_of_our_own_shows_what_has_a_name_for_the_public(tmp_path: Path) -> None:
    path = tmp_path / "playbook.toml"
    own = (
        *("[[status_page]]", 'key = "own"', 'name = "the status page"', 'kind = "own"'),
        *('title = "Is it working?"', 'names = {website = "Find a course"}'),
        *('address = "https://status.example.org"', 'impact = {Low = "operational"}'),
    )
    path.write_text("\n".join([SMALL, *own]))
    playbook = read_playbook(path)
    assert playbook.own_page == StatusPage(
        key="own",
        name="the status page",
        kind=StatusPageKind.OWN,
        project="own",
        services=("website",),
        impact={"Low": Impact.NONE},
        title="Is it working?",
        names={"website": "Find a course"},
        address="https://status.example.org",
    )
    assert playbook.status_page_of("website") == playbook.own_page
    assert playbook.status_page_of("app") is None


def test_what_can_be_no_page_of_our_own_is_told(tmp_path: Path) -> None:
    lines = (
        *("[[status_page]]", 'key = "a"', 'name = "A"', 'kind = "own"', 'title = "T"'),
        *('project = "a/b"', 'names = {websit = "W", app = 7}'),
        *("[[status_page]]", 'key = "b"', 'name = "B"', 'kind = "own"', 'title = "T"'),
        *('names = {app = "App"}', 'address = "http://b.example.com"'),
        *("[[status_page]]", 'key = "c"', 'name = "C"', 'kind = "upptime"', 'project = "a/b"'),
        'names = {app = "App"}',
    )
    found = faults("\n".join([SMALL, *lines]), tmp_path)
    assert [fault.partition(": status_page ")[2] for fault in found] == [
        '"a": project is of another kind of page. It would be left out of our own.',
        '"a": names has "websit", which is not here. It would be "website".',
        '"a": names has the number 7. It would be a text in quotes, such as "like this".',
        "2: there is a page of our own already. It would be one page with all services.",
        '"b": address is "http://b.example.com". It would be "https://b.example.com".',
        '"c": names is of our own page. It would be left out, or kind = "own".',
    ]
