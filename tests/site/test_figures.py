"""Figures on a page and as a file: of a span of days, and only of what whoever asks may see."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from slack_sandbox.testing import SandboxHandle
from tests.site.browsing import reading, with_pages
from tests.stories.evening import evening, in_the_workspace
from tests.stories.test_private import SECRET, raise_private

pytestmark = in_the_workspace
HEAD = "drills,figure,of,count,all,median_seconds,p90_seconds,assumed"


def table(text: str) -> dict[tuple[str, str, str], list[str]]:
    """The file's lines by drill, figure and of what; their values."""
    lines = list(csv.reader(io.StringIO(text)))
    assert ",".join(lines[0]) == HEAD
    found = {(line[0], line[1], line[2]): line[3:] for line in lines[1:]}
    assert len(found) == len(lines) - 1
    return found


async def test_a_night_is_in_the_figures_as_page_and_as_file(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        await night.alice.raises("Nobody can log in", service="apply-manage", severity="P1")
        own = await night.own()
        await night.later(minutes=4)
        await night.bob.presses("on_it", await night.bob.reads("asks you to be technical lead"))
        await night.settled()
        await night.later(minutes=6)
        await night.bob.types("/closeincident A certificate ran out", own)
        await night.settled()
        async with reading(night, "charlie") as charlie:
            page = await charlie.sees("/figures")
            assert page.status_code == 200
            assert "Most in a week: 1" in page.text
            assert "There was no drill in these days." in page.text
            file = await charlie.sees("/figures.csv")
            assert file.headers["content-type"] == "text/csv; charset=utf-8"
            assert file.headers["content-disposition"].startswith('attachment; filename="figures-')
            found = table(file.text)
    assert found["no", "incidents", ""][0] == "1"
    assert found["no", "severity", "P1"][0] == "1"
    assert found["yes", "incidents", ""][0] == "0"
    count, _, median, ninety, assumed = found["no", "time_to", "first_answer"]
    assert (count, assumed) == ("1", "0")
    assert 240 <= int(median) == int(ninety) < 360
    # Nobody said since when it worked: closing by words assumes it.
    assert found["no", "time_to", "working"] == ["0", "", "", "", "1"]
    assert found["no", "promises_kept", ""][:2] == ["1", "1"]


async def test_what_somebody_may_not_see_is_in_no_figure(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        async with reading(night, "charlie") as charlie:
            empty = (await charlie.sees("/figures.csv")).text
        own = await raise_private(night, f"A {SECRET} leak")
        await night.settled()
        async with reading(night, "charlie") as charlie, reading(night, "alice") as alice:
            assert (await charlie.sees("/figures.csv")).text == empty
            assert "There was no incident in these days." in (await charlie.sees("/figures")).text
            found = table((await alice.sees("/figures.csv")).text)
            assert found["no", "incidents", ""][0] == "1"
            assert found["no", "private", ""][0] == "1"

            await night.alice.does("leave", own)
            await night.settled()
            assert (await alice.sees("/figures.csv")).text == empty


@pytest.mark.parametrize(
    ("query", "said", "kept"),
    [
        (
            "from=31+Feb",
            "“31 Feb” is not a day. Write it like this: 2026-11-27.",
            'value="31 Feb"',
        ),
        (
            "from=2026-11-02&to=2026-11-01",
            "The first day is after the last one. Change one of them.",
            'value="2026-11-01"',
        ),
        (
            "from=1900-01-01&to=2026-11-01",
            "That is more than ten years. Choose fewer days.",
            'value="1900-01-01"',
        ),
        ("from=%3Cb%3E", "“&lt;b&gt;” is not a day.", 'value="&lt;b&gt;"'),
    ],
)
async def test_a_span_that_is_none_is_answered_with_a_sentence(
    slack_sandbox: SandboxHandle, tmp_path: Path, query: str, said: str, kept: str
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        reading(night, "alice") as alice,
    ):
        for path in ("/figures", "/figures.csv"):
            answer = await alice.sees(f"{path}?{query}")
            assert answer.status_code == 400
            assert said in answer.text
            assert kept in answer.text


async def test_days_choose_what_is_counted_and_whoever_is_signed_out_reads_nothing(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        await night.alice.raises("Nobody can log in", severity="P2")
        await night.settled()
        async with reading(night, "alice") as alice, reading(night) as nobody:
            answer = await alice.sees("/figures?from=2001-01-01&to=2001-12-31")
            assert "There was no incident in these days." in answer.text
            far = await alice.sees("/figures.csv?from=0001-01-01&to=0001-01-03")
            assert table(far.text)["no", "week", "0001-W01"][0] == "0"
            late = await alice.sees("/figures.csv?from=9999-12-30&to=9999-12-31")
            assert table(late.text)["no", "incidents", ""][0] == "0"
            for path in ("/figures", "/figures.csv"):
                assert (await nobody.sees(path)).status_code == 401
