"""All incidents: narrowed by words and by what they are, in addresses that can be sent."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.domain.searching import MOST
from firebell.web.site.finding import FIELDS, LONGEST_KEY, ask
from slack_sandbox.testing import SandboxHandle
from tests.domain.build import PLAYBOOK
from tests.site.browsing import Reader, reading, with_pages
from tests.stories.evening import Evening, evening, in_the_workspace
from tests.stories.test_private import SECRET, raise_private

pytestmark = in_the_workspace
NOTHING = "No incident matches. Leave something out, or show all."


def path(**asked: str) -> str:
    """With `from_` for what Python has as a word of its own."""
    return f"/incidents?{urlencode({key.rstrip('_'): value for key, value in asked.items()})}"


async def found(reader: Reader, **asked: str) -> list[str]:
    """The labels of the incidents in the table."""
    answer = await reader.sees(path(**asked))
    assert answer.status_code == 200
    return re.findall(r'<a href="/incidents/\d+">(INC-\d+) ', answer.text)


async def two(night: Evening) -> None:
    """INC-1 is closed, with words in it; INC-2 is open."""
    await night.alice.raises("Nobody can log in", service="apply-manage", severity="P1")
    own = await night.own()
    await night.settled()
    await night.alice.types("/incident update", own)
    said = {"known": "A certificate ran out", "doing": "Renewing it"}
    assert await night.alice.submits(**said) == {"ok": True}
    await night.alice.types("/closeincident It was the proxy & more", own)
    await night.said(own, "It was the proxy")
    await night.settled()
    assert await night.bob.raises("Payments are slow", severity="P3") == {"ok": True}
    await night.settled()


async def test_charlie_finds_what_he_remembers_and_sends_the_link_to_bob(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        await two(night)
        async with reading(night, "charlie") as charlie, reading(night) as bob:
            assert await found(charlie) == ["INC-2", "INC-1"]
            assert await found(charlie, words="CERTIF proxy") == ["INC-1"]
            assert await found(charlie, service="other") == ["INC-2"]
            assert await found(charlie, severity="P1") == ["INC-1"]
            assert await found(charlie, status="open") == ["INC-2"]
            assert await found(charlie, status="closed", words="log") == ["INC-1"]
            today = f"{await now(night):%Y-%m-%d}"
            assert await found(charlie, from_=today, to=today) == ["INC-2", "INC-1"]
            assert await found(charlie, to="2020-02-29") == []

            link = path(words="certificate & proxy", status="closed")
            page = unescape((await charlie.sees(link)).text)
            assert 'value="certificate & proxy"' in page
            assert "Words: “certificate & proxy”" in page
            assert "Status: Closed" in page
            assert '<option value="closed" selected>Closed</option>' in page
            assert '<a href="/incidents">Show all</a>' in page
            asked_to_sign_in = (await bob.sees(link)).text
            assert f"/sign-in?to={quote(link)}" in asked_to_sign_in
            answer = await bob.signs_in("bob", link)
            assert answer.headers["location"] == link


async def now(night: Evening) -> datetime:
    """On the workspace's clock."""
    incident = await night.found(lambda reads: reads.by_number(1))
    assert incident is not None
    return incident.milestones.raised


async def test_where_nothing_matches_or_something_is_mistyped_the_page_says_so(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        await two(night)
        told = {
            path(words="unheard"): NOTHING,
            path(service="no-longer-there"): NOTHING,
            path(words="***"): "Nothing in “***” can be looked for.",
            path(status="half"): "There is no status “half”.",
            path(from_="yesterday"): "“yesterday” is no day. Write it as in 2026-11-24",
            path(to="2026-02-30"): "“2026-02-30” is no day.",
            path(from_="2026-02-02", to="2026-02-01"): "The last day is before the first.",
        }
        async with reading(night, "charlie") as charlie:
            for link, words in told.items():
                answer = await charlie.sees(link)
                page = unescape(answer.text)
                assert (answer.status_code, words in page) == (200, True), link
                assert "Show all" in page
                assert "INC-" not in page
            kept = unescape((await charlie.sees(path(words="***", to="soon"))).text)
            assert 'value="***"' in kept
            assert 'value="soon"' in kept
            gone = (await charlie.sees(path(service="no-longer-there"))).text
            assert '<option value="no-longer-there" selected>no-longer-there</option>' in gone
            for odd in ("é" * 1000, "log " * 1250, "\"'*:-()" * 700, "\0", "<b>", "🔥"):
                assert (await charlie.sees(path(words=odd, service=odd))).status_code == 200
            assert "<b>" not in (await charlie.sees(path(words="<b> x", service="<b>"))).text


async def test_pages_go_on_within_what_was_asked(
    slack_sandbox: SandboxHandle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firebell.web.site.finding.SIZE", 1)
    more = with_pages(slack_sandbox)
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        await two(night)
        assert await night.bob.raises(
            "Payments are slow again", service="apply-manage", severity="P3"
        ) == {"ok": True}
        await night.settled()
        async with reading(night, "charlie") as charlie:
            page = unescape((await charlie.sees(path(words="pay slow", status="open"))).text)
            assert "INC-3" in page
            assert '<a rel="next" href="/incidents?words=pay+slow&status=open&before=3">' in page
            page = unescape((await charlie.sees(f"{path(words='pay slow')}&before=3")).text)
            assert "INC-2" in page
            assert "Older incidents" not in page
            assert '<a href="/incidents?words=pay+slow">Back to the newest</a>' in page


async def test_a_private_incident_is_found_by_those_in_its_channel_alone(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    ways = (
        {"words": SECRET},
        {"words": "inc-1"},
        {"service": "apply-manage"},
        {"severity": "P1"},
        {"status": "open"},
        {"from_": "2020-01-01"},
    )
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        own = await raise_private(night, f"A {SECRET} leak")
        await night.settled()
        async with reading(night, "charlie") as charlie, reading(night, "alice") as alice:
            nothing = {str(way): (await charlie.sees(path(**way))).text for way in ways}
            assert all(NOTHING in page and "/incidents/1" not in page for page in nothing.values())
            assert [await found(alice, **way) for way in ways] == [["INC-1"]] * len(ways)
            unheard = (await charlie.sees(path(words="unheard"))).text
            assert unheard.replace("unheard", SECRET) == nothing[str(ways[0])]
            await night.alice.does("leave", own)
            await night.settled()
            assert [await found(alice, **way) for way in ways] == [[]] * len(ways)


@given(
    st.fixed_dictionaries(
        {}, optional={name: st.text(max_size=40) | st.dates().map(str) for name in FIELDS}
    )
)
def test_whatever_an_address_holds_is_understood_or_said_to_be_wrong(given: dict[str, str]) -> None:
    asked = ask(given, PLAYBOOK)
    wanted = asked.wanted
    assert len(wanted.words) <= MOST
    assert all(word.isprintable() and not set("\"'\\ ") & set(word) for word in wanted.words)
    assert max(len(wanted.service), len(wanted.severity)) <= LONGEST_KEY
    assert "\0" not in wanted.service + wanted.severity + wanted.status
    assert asked.link().startswith("/incidents")
    if not any(asked.typed.values()):
        assert (asked.problems, asked.said, asked.link()) == ((), (), "/incidents")


def test_days_are_those_of_the_organisation() -> None:
    playbook = replace(PLAYBOOK, time_zone="Europe/London")
    wanted = ask({"from": "2026-03-29", "to": "2026-03-29"}, playbook).wanted
    assert wanted.since is not None
    assert wanted.until is not None
    assert (wanted.since.astimezone(UTC), wanted.until.astimezone(UTC)) == (
        datetime(2026, 3, 29, 0, tzinfo=UTC),
        datetime(2026, 3, 29, 23, tzinfo=UTC),
    )


async def test_a_guest_finds_an_incident_only_where_they_were_invited(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        await two(night)
        gus = night.person("gus")
        async with reading(night, "gus") as guest:
            assert await found(guest, words="certificate") == []
            assert NOTHING in (await guest.sees(path(service="other"))).text
            await night.alice.does("invite", await night.own(), user=gus.id)
            await night.settled()
            assert await found(guest, words="certificate") == ["INC-1"]
            assert await found(guest) == ["INC-1"]
