"""Our own page as a place of `Publish`: whatever lives, only what was marked stands there."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.app.errors import DidNotHappen
from firebell.app.ports import Store
from firebell.app.public_mail import Letter, PublicMailer
from firebell.app.public_page import PublicPage
from firebell.app.subscribers import Subscribers
from firebell.domain import commands as c
from firebell.domain import events as e
from firebell.domain.effects import Publish
from firebell.domain.incident import Incident
from firebell.domain.lifecycle import apply, decide
from firebell.domain.reactions import reactions
from firebell.domain.refusals import Refused
from firebell.domain.status_pages import ForThePublic, StatusPage, StatusPageKind
from firebell.outside.chat import Places, outside
from firebell.outside.status_pages import StatusPageAccess
from firebell.storage.address import open_store
from firebell.web.public.rendering import files
from tests.domain.build import CHANNEL, DECLARED, NOW, RAISED, declared, incident_after
from tests.outside.test_status_pages import job, process, settled

PAGE = StatusPage(
    key="status",
    name="the status page",
    kind=StatusPageKind.OWN,
    project="status",
    services=("website",),
    title="Is it working?",
    names={"website": "Find a course"},
)
SECRET, PUBLIC = "zsecret", "zpublic"
Deed = tuple[str, bool, bool]


class Letterbox:
    """Takes letters."""

    def __init__(self) -> None:
        self.got: list[Letter] = []

    async def send(self, letter: Letter, may_send: Callable[[], bool]) -> None:
        assert may_send()
        self.got.append(letter)

    async def was_sent(self, letter: Letter, /) -> bool:
        return letter in self.got


def the_page(store: Store) -> PublicPage:
    """It, over this store."""
    playbook = process(PAGE)
    return PublicPage(store, lambda: playbook, lambda: NOW, lambda: "https://f.org", mails=True)


def raised(kind: str) -> Incident:
    """An incident full of words that nobody marked."""
    secret: dict[str, Any] = {
        "title": f"{SECRET} title",
        "description": f"{SECRET} description",
        "service_name": f"{SECRET} service",
        "channel_name": f"inc-1-{SECRET}",
    }
    if kind == "private":
        return incident_after(declared(private=True, announce=(), **secret), CHANNEL)
    if kind == "drill":
        return incident_after(declared(drill=True, **secret), CHANNEL)
    if kind == "other":
        return incident_after(declared(service="intranet", **secret), CHANNEL)
    return incident_after(declared(**secret), CHANNEL)


def command(incident: Incident, deed: Deed, number: int) -> c.Command:
    """What somebody does: with words for the public, which are marked or not."""
    what, marked, lead = deed
    by = incident.in_charge if lead else "UCHARLIE"
    words = PUBLIC if marked else SECRET
    public = ForThePublic(
        page="status", title=f"{words} title", text=f"{words} {number}", marked=marked, typed=marked
    )
    match what:
        case "note":
            return c.Note(by=by, text=f"{SECRET} note")
        case "private":
            return c.MakePrivate(by=by, people=())
        case "close":
            return c.Close(by=by, summary=f"{SECRET} end", public=public)
        case _:
            return c.Update(by=by, known=f"{SECRET} known", doing=f"{SECRET} doing", public=public)


async def lived(store: Store, kind: str, deeds: Sequence[Deed]) -> tuple[list[bytes], int]:
    """All that anybody outside can read in the end, and how often something was marked."""
    box, page, playbook = Letterbox(), the_page(store), process(PAGE)
    mailer = PublicMailer(store, Subscribers(store, lambda: NOW), page, box, lambda: NOW)
    incident, seq = raised(kind), 2
    async with outside(Places(status_pages=StatusPageAccess(own=page))) as place:
        await Subscribers(store, lambda: NOW).ask("tess@example.com", "")
        await mailer.look()
        await Subscribers(store, lambda: NOW).confirm(
            box.got[0].text.partition("confirm?t=")[2].split()[0]
        )
        sent = 0
        for number, deed in enumerate(deeds):
            try:
                events = decide(
                    incident,
                    command(incident, deed, number),
                    NOW + timedelta(minutes=number),
                    playbook,
                )
            except Refused:
                continue
            for event in events:
                incident, seq = apply(before := incident, event), seq + 1
                found = reactions(before, event, incident, playbook)
                if not any(isinstance(getattr(each, "body", None), Publish) for each in found):
                    continue
                assert isinstance(event, e.Updated | e.Closed)
                done_by = job(PAGE, event, f"incident-1-{seq}", incident=incident)
                done = await place.pages.carry_out(done_by, Publish(page="status"))
                if "withheld" not in done.result:
                    incident, sent = settled(done_by, done), sent + 1
        await mailer.look()
    view = await page.view()
    assert view is not None
    mail = [f"{each.subject}\n{each.text}".encode() for each in box.got]
    return [*files(view).values(), *mail], sent


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["update", "update", "note", "close", "private"]),
        st.booleans(),
        st.booleans(),
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables, made once."""
    path = tmp_path_factory.mktemp("empty") / "firebell.db"
    open_store(f"sqlite:///{path}").close()
    return path


@settings(max_examples=25, deadline=None)
@given(kind=st.sampled_from(["open", "open", "private", "drill", "other"]), deeds=DEEDS)
def test_of_whatever_lives_only_what_was_marked_stands_in_pages_feed_and_mail(
    empty: Path, kind: str, deeds: list[Deed]
) -> None:
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{shutil.copy(empty, Path(folder) / 'firebell.db')}")
        try:
            found, sent = asyncio.run(lived(store, kind, deeds))
        finally:
            store.close()
    for each in found:
        assert SECRET.encode() not in each
        assert b"INC-1" not in each
        assert b"incident-1" not in each
    shown = any(PUBLIC.encode() in each for each in found)
    assert shown is (sent > 0)
    assert sent == 0 or kind == "open"


async def test_a_folder_that_can_not_be_written_is_tried_again_and_nothing_is_put_twice(
    empty: Path, tmp_path: Path
) -> None:
    store = open_store(f"sqlite:///{shutil.copy(empty, tmp_path / 'firebell.db')}")
    page = the_page(store)
    full = [True]

    async def changed() -> None:
        if full:
            raise OSError(28, "No space left on device")

    page.changed = changed
    event = e.Updated(
        at=RAISED,
        by="UBOB",
        known="A disk is full",
        doing="",
        status=incident_after(DECLARED).status,
        severity="P2",
        next_update=None,
        public="We are on it",
        public_title="Some can't sign in",
        status_page="status",
    )
    async with outside(Places(status_pages=StatusPageAccess(own=page))) as place:
        wanted = job(PAGE, event)
        with pytest.raises(DidNotHappen) as caught:
            await place.pages.carry_out(wanted, Publish(page="status"))
        assert caught.value.code == "status_page_folder"
        full.clear()
        again = replace(wanted, effect=replace(wanted.effect, attempts=2))
        done = await place.pages.carry_out(again, Publish(page="status"))
        assert str(done.result["link"]).startswith("https://f.org/status/incident-firebell-")
    view = await page.view()
    assert view is not None
    assert [[said.words for said in each.updates] for each in view.incidents] == [["We are on it"]]
    store.close()
