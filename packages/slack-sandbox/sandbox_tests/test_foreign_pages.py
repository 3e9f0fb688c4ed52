"""Pages of somebody else: they reach this machine from its browser, and are refused."""

from __future__ import annotations

import aiohttp
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from multidict import CIMultiDict

from sandbox_tests.bot import Bot, running_bot
from slack_sandbox.foreign_pages import ForeignPages

EVIL = "http://evil.example"
FOREIGN = (
    "A page at another address may not use this sandbox. Open the sandbox's own page, "
    "or call it from a program, which sends no Origin."
)
NO_HOST = "The request's Host is none. It would be 127.0.0.1 or localhost."
SENDS = {"POST": "/sandbox/people/alice/messages", "GET": "/sandbox/workspace"}


async def sent(bot: Bot, headers: dict[str, str], path: str = "", method: str = "POST") -> object:
    """The status, and in JSON what is wrong, or whether all is well."""
    url = f"{bot.sandbox.url}{path or SENDS[method]}"
    body = b'{"channel": "general", "text": "Hello"}' if method == "POST" else None
    async with bot.session.request(
        method, url, data=body, headers=headers, allow_redirects=False
    ) as answer:
        if answer.content_type != "application/json":
            return answer.status, await answer.text() if answer.status == 403 else ""
        said = await answer.json()
        return answer.status, said.get("error", said["ok"])


async def said(bot: Bot) -> list[str]:
    """What stands in #general."""
    return [message["text"] for message in (await bot.client.channel("general"))["messages"]]


def here(bot: Bot, host: str = "127.0.0.1") -> str:
    return f"{host}:{bot.sandbox.url.rpartition(':')[2]}"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "origin",
    [
        EVIL,
        "null",
        "https://evil.example:8065",
        "http://127.0.0.1",
        "http://localhost:1",
        "http://127.0.0.1.evil.example",
        "http://evil.example@127.0.0.1",
        "http://localhost.evil.example",
        "file://",
        "chrome-extension://abcdefghijklmnop",
        "*",
        " ",
    ],
)
async def test_a_page_at_another_address_does_nothing(origin: str, method: str) -> None:
    async with running_bot() as bot:
        before = await said(bot)
        assert await sent(bot, {"Origin": origin}, method=method) == (403, "foreign_origin")
        assert await said(bot) == before


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "127.1.2.3", "[::1]"])
@pytest.mark.parametrize("named", ["127.0.0.1", "localhost", "[::1]"])
async def test_the_own_page_works_under_each_name_of_this_machine(host: str, named: str) -> None:
    async with running_bot() as bot:
        headers = {"Host": here(bot, named), "Origin": f"http://{here(bot, host)}"}
        assert await sent(bot, headers) == (200, True)
        assert await said(bot) == ["Hello"]


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8065",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evillocalhost",
        "10.0.0.1",
        "[2001:db8::1]",
        "0.0.0.0",
    ],
)
@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", ""), ("POST", "/api/api.test")])
async def test_a_name_of_somebody_else_that_leads_here_is_refused(
    host: str, method: str, path: str
) -> None:
    async with running_bot() as bot:
        assert await sent(bot, {"Host": host}, path, method) == (403, "foreign_host")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.2:99999",
        "localhost",
        "LocalHost:1",
        "localhost.",
        "localhost.:80",
        "[::1]",
        "[::1]:8065",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]:8065",
    ],
)
async def test_programs_may_call_this_machine_by_each_of_its_names(host: str) -> None:
    async with running_bot() as bot:
        assert await sent(bot, {"Host": host}) == (200, True)
        token = {"Authorization": f"Bearer {bot.sandbox.bot_token}"}
        assert await sent(bot, {"Host": host, **token}, "/api/auth.test", "GET") == (200, True)


async def test_a_name_that_was_allowed_is_one_of_ours() -> None:
    async with running_bot(allow_hosts=["Sandbox"]) as bot:
        own = {"Host": "sandbox:8065", "Origin": "http://sandbox:8065"}
        assert await sent(bot, own) == (200, True)
        assert await sent(bot, {"Host": "sandbox.example"}) == (403, "foreign_host")
        assert await sent(bot, {**own, "Origin": EVIL}) == (403, "foreign_origin")


async def test_listening_everywhere_it_answers_to_addresses_and_to_no_name() -> None:
    async with running_bot(host="0.0.0.0") as bot:
        assert await sent(bot, {"Host": "192.0.2.7:8065"}) == (200, True)
        assert await sent(bot, {"Host": "[2001:db8::1]:8065"}) == (200, True)
        assert await sent(bot, {"Host": "evil.example:8065"}) == (403, "foreign_host")


async def test_the_sentences_say_what_to_do() -> None:
    async with running_bot() as bot:
        named = (
            "This sandbox is not called evil.example. Call it 127.0.0.1 or localhost; if it is to "
            "have that name, start it with --allow-host evil.example."
        )
        assert await sent(bot, {"Host": "evil.example:1"}, "/", "GET") == (403, named)
        assert await sent(bot, {"Host": "<b>"}, "/", "GET") == (403, NO_HOST)
        assert await sent(bot, {"Origin": EVIL}, "/", "GET") == (403, FOREIGN)


LINK = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


async def test_a_link_in_another_page_opens_this_one() -> None:
    async with running_bot() as bot:
        general = bot.id("general")
        assert await sent(bot, LINK, "/", "GET") == (200, "")
        assert await sent(bot, LINK, f"/archives/{general}/p1", "GET") == (302, "")


@pytest.mark.parametrize("site", ["same-origin", "same-site", "none"])
async def test_what_the_browser_says_is_our_own_works(site: str) -> None:
    async with running_bot() as bot:
        own = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}
        assert await sent(bot, own) == (200, True)


@pytest.mark.parametrize(
    ("method", "path", "mode", "goal"),
    [
        ("POST", "", "navigate", "document"),
        ("GET", "", "no-cors", "script"),
        ("GET", "", "cors", "empty"),
        ("GET", "/", "navigate", "iframe"),
        ("GET", "/api/api.test", "no-cors", "style"),
    ],
)
async def test_what_the_browser_says_another_page_sends_is_refused(
    method: str, path: str, mode: str, goal: str
) -> None:
    async with running_bot() as bot:
        foreign = {**LINK, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": goal}
        status_and_why = await sent(bot, foreign, path, method)
        assert status_and_why in ((403, "foreign_origin"), (403, FOREIGN))


async def test_a_picture_is_shown_under_each_name_of_this_machine() -> None:
    # The page at localhost shows pictures whose addresses begin with 127.0.0.1.
    async with running_bot() as bot:
        picture: str = (await bot.call("users.info", user=bot.id("alice")))["user"]["profile"][
            "image_72"
        ]
        shown = {**LINK, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
        path = "/" + picture.split("/", 3)[3]
        assert await sent(bot, shown, path, "GET") == (200, "")


@pytest.mark.parametrize(
    ("headers", "opens"),
    [
        ({}, True),
        ({"Origin": "http://{here}"}, True),
        ({"Origin": "ws://{here}"}, True),
        ({"Origin": "{here}"}, True),
        ({"Origin": EVIL}, False),
        ({"Origin": "null"}, False),
        ({"Host": "evil.example"}, False),
    ],
)
async def test_socket_mode_is_for_programs(headers: dict[str, str], opens: bool) -> None:
    async with running_bot() as bot:
        authorized = {"Authorization": f"Bearer {bot.sandbox.app_token}"}
        url = f"{bot.sandbox.api_url}apps.connections.open"
        async with bot.session.post(url, headers=authorized) as answer:
            address = (await answer.json())["url"]
        given = {name: value.format(here=here(bot)) for name, value in headers.items()}
        if opens:
            async with bot.session.ws_connect(address, headers=given) as socket:
                assert (await socket.receive_json())["type"] == "hello"
            return
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await bot.session.ws_connect(address, headers=given)
        assert refused.value.status == 403


NAMES = ("localhost", "127.0.0.1", "sandbox")


@given(st.text(), st.one_of(st.none(), st.text()))
@example("localhost:8065", "http://localhost:8065\N{KELVIN SIGN}")
@example("\N{KELVIN SIGN}", None)
@example("localho\N{LATIN SMALL LETTER LONG S}t", None)
def test_whatever_is_sent_only_our_names_are_ours(host: str, origin: str | None) -> None:
    headers = CIMultiDict({"Host": host} if origin is None else {"Host": host, "Origin": origin})
    if ForeignPages("sandbox").refusal("POST", headers) is None:
        for said in (host, *([] if origin is None else [origin.partition("://")[2] or origin])):
            assert said.strip().partition(":")[0].lower().rstrip(".") in NAMES


@given(st.lists(st.sampled_from(["localhost:8065", "evil.example"]), min_size=1, max_size=3))
def test_of_several_hosts_each_must_be_ours(hosts: list[str]) -> None:
    headers = CIMultiDict([("Host", host) for host in hosts])
    found = ForeignPages("127.0.0.1").refusal("GET", headers)
    assert (found is None) == ("evil.example" not in hosts)
