"""Our own status page as files: the same bytes are served and written.

All links in them are relative, so that they may lie wherever somebody puts them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from firebell.app.public_page import PublicView
from firebell.app.public_ports import PublicIncident
from firebell.web.public.feed import feed
from firebell.words.catalogue import PUBLIC, spoken
from firebell.words.times import date, dated, on_its_day

STYLE = (Path(__file__).parent / "status.css").read_bytes()
INDEX, FEED, HISTORY = "index.html", "feed.atom", "history.html"
_ENVIRONMENT = Environment(
    loader=PackageLoader("firebell.web.public", "pages_html"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def files(view: PublicView) -> Mapping[str, bytes]:
    """Everything, by its name."""
    found = {
        INDEX: html(view, "index.html", here="now", written=True),
        HISTORY: html(view, "history.html", here="history", written=True, days=list(_days(view))),
        FEED: feed(view),
        "status.css": STYLE,
    }
    for each in view.incidents:
        name = f"incident-{each.id}.html"
        found[name] = html(view, "incident.html", here="", written=True, each=each)
    return found


def html(view: PublicView, template: str, **facts: object) -> bytes:
    """A page with these facts."""

    def at(moment: datetime) -> str:
        return on_its_day(moment, view.zone)

    def until(each: PublicIncident) -> str:
        return dated(each.changed, view.zone, each.began)

    known = {
        "view": view,
        "language": spoken().code,
        "home": INDEX,
        "say": _say,
        "at": at,
        "until": until,
        "written": False,
        "here": "",
        **facts,
    }
    return _ENVIRONMENT.get_template(template).render(known).encode()


def _days(view: PublicView) -> Iterator[tuple[str, list[object]]]:
    """Days on which something began, the latest first."""
    began = sorted(view.incidents, key=lambda each: each.began, reverse=True)
    for day, those in groupby(began, key=lambda each: date(each.began, view.zone)):
        yield day, list(those)


def _say(key: str, **facts: object) -> str:
    return PUBLIC[key].format_map(facts)
