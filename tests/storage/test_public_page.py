"""Our own status page and its mail, on both databases: what was put there, once, and no longer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.app.errors import ChatError, DidNotHappen, MayHaveHappened, NeverWill
from firebell.app.ports import Reads
from firebell.app.public_mail import LEASE, Letter, PublicMailer
from firebell.app.public_page import PublicPage, PublicView, ServiceNow
from firebell.app.public_ports import PublicIncident, PublicUpdate
from firebell.app.subscribers import Purpose, Subscribers, as_address
from firebell.domain.playbook import Playbook
from firebell.domain.status_pages import StatusPage, StatusPageKind
from firebell.web.public.folder import write
from firebell.web.public.rendering import files
from tests.domain.build import NOW, PLAYBOOK
from tests.storage.test_store import World

PAGE = StatusPage(
    key="status",
    name="the status page",
    kind=StatusPageKind.OWN,
    project="status",
    services=("app",),
    title="Is it working?",
    names={"app": "Apply for a place"},
)
MARK = "firebell-0123456789abcdef01234567"


def update(
    number: int, at: datetime, words: str = "We know", state: str = "identified"
) -> PublicUpdate:
    """What was marked."""
    return PublicUpdate(id=f"update-{number}", incident=MARK, at=at, state=state, words=words)


def incident(said: PublicUpdate, title: str = "Nobody can sign in") -> PublicIncident:
    """The incident, as of that update."""
    return PublicIncident(
        id=MARK,
        service="app",
        service_name="Apply for a place",
        title=title,
        state=said.state,
        impact="major_outage",
        began=said.at,
        changed=said.at,
    )


class Letterbox:
    """Takes letters; `answers` come first: what it raises, having taken the letter or not."""

    def __init__(self, *answers: ChatError | tuple[ChatError]) -> None:
        self.answers = list(answers)
        self.got: list[Letter] = []

    async def send(self, letter: Letter, may_send: Callable[[], bool]) -> None:
        assert may_send()
        said = self.answers.pop(0) if self.answers else None
        if not isinstance(said, ChatError):
            self.got.append(letter)
        if said is not None:
            raise said if isinstance(said, ChatError) else said[0]

    async def was_sent(self, letter: Letter, /) -> bool:
        return False


class Public:
    """The use cases over one database."""

    def __init__(self, world: World, *answers: ChatError | tuple[ChatError]) -> None:
        self.world = world
        self.box = Letterbox(*answers)
        self.subscribers = Subscribers(world.store, self.now)
        self.page = PublicPage(
            world.store, self.playbook, self.now, lambda: "https://f.example.com", mails=True
        )
        self.mailer = PublicMailer(world.store, self.subscribers, self.page, self.box, self.now)
        self.began: datetime | None = None

    def playbook(self) -> Playbook:
        return replace(PLAYBOOK, status_pages=(PAGE,))

    def now(self) -> datetime:
        assert self.began is not None
        return self.began + self.world.moved

    async def begin(self) -> Public:
        self.began = await self.world.store.transact(lambda tx: tx.now())
        return self

    async def subscribed(self, address: str, service: str = "") -> str:
        """Somebody who is told; what their links are made of."""
        await self.subscribers.ask(address, service)
        await self.mailer.look()
        token = self.box.got.pop().text.partition("confirm?t=")[2].split()[0]
        assert await self.subscribers.confirm(token)
        return token.partition(".")[0]


def subjects(box: Letterbox) -> list[tuple[str, str]]:
    return [(each.recipient, each.subject) for each in box.got]


async def test_what_is_put_twice_stands_once_and_is_mailed_once(world: World) -> None:
    public = await Public(world).begin()
    await public.subscribed("tess@example.com")
    await public.subscribed("ugo@example.com", "app")
    await public.subscribed("vi@example.com", "another")
    said = update(1, public.now())
    for _ in range(2):
        await public.page.put(incident(said), said)
        await public.mailer.look()
    view = await public.page.view()
    assert view is not None
    assert view.services == [ServiceNow(name="Apply for a place", state="major_outage")]
    assert [each.updates for each in view.incidents] == [(said,)]
    assert sorted(subjects(public.box)) == [
        (name, "Nobody can sign in: We know why, and are putting it right")
        for name in ("tess@example.com", "ugo@example.com")
    ]


@pytest.mark.parametrize(
    ("answers", "sent"),
    [
        ([DidNotHappen("outside_busy", method="x"), DidNotHappen("outside_busy", method="x")], 1),
        # It may have been sent: once more with the same id; after a second doubt it is left.
        ([(MayHaveHappened("outside_unreachable"),)], 2),
        ([(MayHaveHappened("x"),), (MayHaveHappened("x"),)], 2),
        ([NeverWill("mail_no_address")], 0),
        ([NeverWill("outside_sign_in")], 1),
    ],
    ids=["not yet", "one doubt", "two doubts", "no such address", "locked out for a while"],
)
async def test_mail_is_tried_until_it_is_sent_and_twice_in_doubt(
    world: World, answers: list[ChatError | tuple[ChatError]], sent: int
) -> None:
    public = await Public(world).begin()
    await public.subscribed("tess@example.com")
    public.box.answers = list(answers)
    said = update(1, public.now())
    await public.page.put(incident(said), said)
    for _ in range(5):
        await public.mailer.look()
        world.moved += timedelta(minutes=16)
    assert len(public.box.got) == sent
    assert len({each.id for each in public.box.got}) <= 1


async def test_after_a_crash_only_the_one_that_was_under_way_may_come_twice(world: World) -> None:
    public = await Public(world).begin()
    for name in ("a", "b", "c"):
        await public.subscribed(f"{name}@example.com")
    said = update(1, public.now())
    await public.page.put(incident(said), said)
    under_way = await world.store.transact(lambda tx: tx.public().take_mail(LEASE))
    assert under_way is not None  # and here the process is killed
    after = await Public(world).begin()
    after.began = public.began
    await after.mailer.look()
    assert len(after.box.got) == 2
    world.moved += timedelta(seconds=61)
    await after.mailer.look()
    await after.mailer.look()
    assert sorted(each.recipient for each in after.box.got) == [
        f"{name}@example.com" for name in ("a", "b", "c")
    ]
    assert after.box.got[-1].id == under_way.id


async def test_of_who_leaves_or_does_not_answer_nothing_is_kept(world: World) -> None:
    public = await Public(world).begin()
    id = await public.subscribed("tess@example.com")
    await public.subscribers.ask("tess@example.com", "app")
    said = update(1, public.now())
    await public.page.put(incident(said), said)
    token = await public.subscribers.token(id, Purpose.LEAVE)
    await public.subscribers.leave(await public.subscribers.token(id, Purpose.CONFIRM))
    assert await public.subscribers.whose(token, Purpose.LEAVE) is not None
    assert await public.subscribers.whose(token, Purpose.CONFIRM) is None
    await public.subscribers.leave(token)
    await public.mailer.look()
    assert public.box.got == []
    await public.subscribers.ask("ugo@example.com", "")
    await public.mailer.look()
    world.moved += timedelta(hours=24, seconds=1)
    await public.mailer.look()

    def left(reads: Reads) -> list[object]:
        return [reads.public_read().subscriber(each) for each in (id,)]

    assert await world.store.read(left) == [None]
    link = public.box.got[0].text.partition("confirm?t=")[2].split()[0]
    assert not await public.subscribers.confirm(link)


async def test_the_history_ends_after_90_days_and_what_is_open_stays(world: World) -> None:
    public = await Public(world).begin()
    first = update(1, public.now())
    await public.page.put(incident(first), first)
    world.moved += timedelta(days=91)
    await public.page.forget()
    view = await public.page.view()
    assert view is not None
    assert len(view.open) == 1
    last = update(2, public.now(), "It works", "closed")
    await public.page.put(incident(last), last)
    world.moved += timedelta(days=89)
    await public.page.forget()
    view = await public.page.view()
    assert view is not None
    assert (len(view.open), len(view.incidents)) == (0, 1)
    assert view.incidents[0].began == first.at
    world.moved += timedelta(days=2)
    await public.page.forget()
    view = await public.page.view()
    assert view is not None
    assert view.incidents == []


TYPED = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=60, deadline=None)
@given(title=TYPED, words=TYPED)
def test_whatever_people_type_is_text_in_page_and_feed(title: str, words: str) -> None:
    said = update(1, NOW, f"<script>{words}")
    shown = replace(incident(said, f"<b>{title}"), updates=(said,))
    view = PublicView(
        page=PAGE,
        organisation="Example",
        zone="Europe/London",
        now=NOW,
        address="https://status.example.com/",
        subscribe="",
        services=[ServiceNow(name="Apply", state="operational")],
        incidents=[shown],
    )
    found = files(view)
    for name, content in found.items():
        if name.endswith(".html"):
            assert b"<script" not in content
            assert b"<b>" not in content
    feed = ElementTree.fromstring(found["feed.atom"])
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"


@settings(max_examples=100)
@given(typed=TYPED.map(lambda text: f"{text}@example.com"))
def test_what_is_taken_for_an_address_has_no_blank_and_no_line(typed: str) -> None:
    address = as_address(typed)
    assert address is None or (address.isascii() and not any(c.isspace() for c in address))


def test_a_folder_is_written_without_touching_what_is_not_ours() -> None:
    with TemporaryDirectory() as there:
        folder = Path(there) / "public"
        write(folder, {"index.html": b"1", f"incident-{MARK}.html": b"1"})
        (folder / "robots.txt").write_text("theirs")
        write(folder, {"index.html": b"2"})
        assert {each.name: each.read_text() for each in folder.iterdir()} == {
            "index.html": "2",
            "robots.txt": "theirs",
        }
