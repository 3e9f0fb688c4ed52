"""Files: what is said of them where they are, and which are found."""

from __future__ import annotations

import base64
from typing import Any

import aiohttp

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import listening
from sandbox_tests.interactions import field, open_form

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)
"""A picture of one pixel, in base64."""


async def upload(bot: Bot, name: str, *places: str, **more: str) -> str:
    """A file that the bot shares in these channels."""
    for place in places:
        await bot.call("conversations.join", channel=place)
    made = await bot.call("files.getUploadURLExternal", filename=name, length=2, **more)
    async with bot.session.post(made["upload_url"], data=b"hi") as response:
        assert response.status == 200
    done: dict[str, Any] = {"files": [{"id": made["file_id"]}], "channels": ",".join(places)}
    assert await bot.error("files.completeUploadExternal", **done) is None
    return str(made["file_id"])


async def test_a_file_knows_in_which_channels_and_messages_it_is() -> None:
    """It said of every file that it was nowhere."""
    async with running_bot() as bot:
        general = bot.id("general")
        file = await upload(bot, "a.png", general, alt_txt="A graph")
        said = (await bot.call("conversations.history", channel=general))["messages"][0]
        answer = {"channel": general, "thread_ts": said["ts"], "text": "Thanks"}
        await bot.call("chat.postMessage", **answer)
        shown = (await bot.call("files.info", file=file))["file"]
        assert (shown["channels"], shown["groups"], shown["is_public"]) == ([general], [], True)
        share = shown["shares"]["public"][general][0]
        itself = bot.sandbox.workspace.app.bot_user
        keys = ("ts", "thread_ts", "reply_count", "reply_users")
        assert [share[key] for key in keys] == [said["ts"], said["ts"], 1, [itself]]
        assert (shown["mimetype"], shown["alt_txt"]) == ("image/png", "A graph")
        assert "channels" not in said["files"][0]


async def test_files_are_found_by_their_kind() -> None:
    async with running_bot() as bot:
        general = bot.id("general")
        picture = await upload(bot, "a.png", general)
        snippet = await upload(bot, "a.py", general, snippet_type="python")
        found = {}
        for kinds in ("images", "snippets", "spaces,gdocs", "all", "images,snippets"):
            listed = await bot.call("files.list", types=kinds)
            found[kinds] = [row["id"] for row in listed["files"]]
        both = [snippet, picture]
        assert found == {"images": [picture], "snippets": [snippet], "spaces,gdocs": [],
                         "all": both, "images,snippets": both}  # fmt: skip
        shown = (await bot.call("files.info", file=snippet))["file"]
        assert (shown["mode"], shown["filetype"], shown["mimetype"]) == (
            "snippet", "python", "text/plain",
        )  # fmt: skip


async def test_a_snippet_is_in_a_language_that_slack_knows_and_not_too_long() -> None:
    async with running_bot() as bot:
        arguments = {"filename": "a.txt", "length": 5}
        method = "files.getUploadURLExternal"
        assert (
            await bot.error(method, **arguments, snippet_type="klingon") == "unknown_snippet_type"
        )
        long = {**arguments, "length": 1024 * 1024 + 1, "snippet_type": "text"}
        assert await bot.error(method, **long) == "snippet_too_large"


async def test_where_a_file_is_hidden_it_is_not_public() -> None:
    async with running_bot() as bot:
        private = (await bot.call("conversations.create", name="inc-1", is_private=True))["channel"]
        alone = (await bot.call("conversations.open", users=bot.id("bob")))["channel"]
        file = await upload(bot, "a.pdf", private["id"], alone["id"])
        shown = (await bot.call("files.info", file=file))["file"]
        (listed,) = (await bot.call("files.list", types="pdfs"))["files"]
        for one_of in (shown, listed):
            found = (one_of["channels"], one_of["groups"], one_of["ims"], one_of["is_public"])
            assert found == ([], [private["id"]], [alone["id"]], False)
        assert set(shown["shares"]["private"]) == {private["id"], alone["id"]}


async def test_a_file_may_be_large_and_may_come_in_a_form() -> None:
    """More than two megabytes were refused, and of a form the boundaries were kept as well."""
    async with running_bot() as bot:
        sizes = []
        for body in (b"x" * 5_000_000, form(b"x" * 3_000_000), b""):
            made = await bot.call("files.getUploadURLExternal", filename="a.bin", length=5)
            async with bot.session.post(made["upload_url"], data=body) as response:
                assert response.status == 200
            file = bot.sandbox.workspace.files[made["file_id"]]
            sizes.append((file["size"], set(file["content"])))
        assert sizes == [(5_000_000, {120}), (3_000_000, {120}), (0, set())]
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        async with bot.session.post(made["upload_url"], data=b"y", headers=headers) as response:
            assert response.status == 400


def form(content: bytes) -> aiohttp.FormData:
    """As `curl -F file=@a.bin` sends it."""
    found = aiohttp.FormData()
    found.add_field("file", content, filename="a.bin")
    return found


async def test_people_share_files_of_any_bytes_with_or_without_words() -> None:
    """Uploads took text alone, and nothing larger than two megabytes."""
    async with running_bot() as bot:
        general = bot.id("general")
        await bot.call("conversations.join", channel=general)
        large = base64.b64encode(b"\x00\xff" * 1_500_000).decode()
        ids = []
        for name, content in (("#1 a.png", PIXEL), ("a.bin", large)):
            arguments = {"filename": name, "content": content, "encoding": "base64"}
            ids.append((await bot.client.post("/people/alice/files", **arguments))["file"])
        for text in ("Look", ""):
            said = {"channel": "general", "text": text, "files": ids}
            assert (await bot.client.post("/people/alice/messages", **said))["ok"]
        quiet, said = (await bot.call("conversations.history", channel=general))["messages"][:2]
        for message, text in ((said, "Look"), (quiet, "")):
            assert (message["subtype"], message["text"]) == ("file_share", text)
            assert [file["id"] for file in message["files"]] == ids
        served = []
        for file in said["files"]:
            headers = {"Authorization": f"Bearer {bot.sandbox.bot_token}"}
            async with bot.session.get(file["url_private"], headers=headers) as response:
                served.append((response.content_type, len(await response.read())))
        assert served == [("image/png", 70), ("application/octet-stream", 3_000_000)]


async def test_what_cannot_be_shared_is_told_and_nothing_is_said() -> None:
    """A file came into channels that one was not in, and into archived ones."""
    async with running_bot() as bot:
        arguments = {"filename": "a.txt", "content": "hi"}
        own = (await bot.client.post("/people/alice/files", **arguments))["file"]
        theirs = (await bot.client.post("/people/bob/files", **arguments))["file"]
        refused: list[tuple[dict[str, Any], str]] = [
            ({"text": "Look", "files": [theirs]}, "file_not_found"),
            ({"text": "/hello", "files": [own]}, "not_supported_with_files"),
            ({"channel": "security", "files": [own]}, "not_in_channel"),
        ]
        for more, code in refused:
            sent = {"channel": "general", **more}
            assert await bot.client.post("/people/alice/messages", **sent) == told(code)
        path = "/people/alice/channels"
        bad = {**arguments, "content": "a", "encoding": "base64"}
        assert await bot.client.post(f"{path}/general", do="upload", **bad) == told(
            "invalid_content"
        )
        assert await bot.client.post(f"{path}/security", do="upload", **arguments) == told(
            "not_in_channel"
        )
        assert bot.sandbox.workspace.channels[bot.id("general")].messages == []


def told(code: str) -> dict[str, Any]:
    """A refusal."""
    return {"ok": False, "error": code}


async def test_a_file_in_a_thread_is_an_answer() -> None:
    async with running_bot() as bot, listening(bot) as app:
        general = bot.id("general")
        await bot.call("conversations.join", channel=general)
        first = (await bot.client.post("/people/bob/messages", channel="general", text="Down"))[
            "ts"
        ]
        arguments = {"filename": "a.txt", "content": "hi"}
        file = (await bot.client.post("/people/alice/files", **arguments))["file"]
        answer = {"channel": "general", "thread_ts": first, "files": [file]}
        whole = {**answer, "broadcast": True}
        assert await bot.client.post("/people/alice/messages", **whole) == told(
            "files_not_broadcast"
        )
        assert (await bot.client.post("/people/alice/messages", **answer))["ok"]
        await app.received("file_shared")
        answer = (await bot.call("conversations.replies", channel=general, ts=first))["messages"][1]
        assert (answer["thread_ts"], answer["files"][0]["id"]) == (first, file)


async def test_what_was_shared_where_the_app_is_not_is_no_file_to_it() -> None:
    # It could be read, shared again and deleted by its id, and fetched by anybody.
    async with running_bot() as bot, listening(bot) as app:
        secret = {"do": "upload", "filename": "secret.txt", "content": "Keep it"}
        await bot.client.post("/people/priya/channels/leadership", **secret)
        (file,) = bot.sandbox.workspace.files
        general = bot.id("general")
        await bot.call("conversations.join", channel=general)
        said = await bot.call("chat.postMessage", channel=general, text="Look")
        refused = [
            await bot.error("files.info", file=file),
            await bot.error("files.delete", file=file),
            await bot.error("reactions.get", file=file),
            await bot.error("chat.update", channel=general, ts=said["ts"], file_ids=[file]),
            await bot.error("files.completeUploadExternal", files=[{"id": file}]),
        ]
        assert refused == ["file_not_found"] * 5
        assert (await fetched(bot, file, bot.sandbox.bot_token))[0] == 404
        assert "file_created" not in [
            each["payload"].get("event", {}).get("type")
            for each in app.envelopes
            if "payload" in each
        ]
        await bot.client.post("/people/alice/channels/general", **secret)
        shared = list(bot.sandbox.workspace.files)[-1]
        assert await bot.error("files.info", file=shared) is None
        assert await bot.error("files.delete", file=shared) == "cant_delete_file"
        assert await fetched(bot, shared, bot.sandbox.bot_token) == (200, "Keep it")


async def test_a_file_is_fetched_with_the_apps_token_and_not_without() -> None:
    async with running_bot() as bot:
        file = await upload(bot, "a.txt", bot.id("general"))
        assert await fetched(bot, file, bot.sandbox.bot_token) == (200, "hi")
        status, page = await fetched(bot, file, "")
        assert (status, page[:15]) == (200, "<!doctype html>")


async def test_a_file_in_a_form_is_the_apps_to_read_once_it_is_sent() -> None:
    async with running_bot() as bot, listening(bot) as app:
        view = await open_form(bot, app, blocks=[field("proof", "file_input")])
        arguments = {"filename": "log.txt", "content": "it broke"}
        file = (await bot.client.post("/people/alice/files", **arguments))["file"]
        assert await bot.error("files.info", file=file) == "file_not_found"
        answer = await bot.client.post("/people/alice/view/submit", values={"proof": [file]})
        assert (view[:1], answer) == ("V", {"ok": True})
        assert await fetched(bot, file, bot.sandbox.bot_token) == (200, "it broke")


async def test_a_file_may_answer_in_a_thread_that_is_there() -> None:
    async with running_bot() as bot:
        general = bot.id("general")
        await bot.call("conversations.join", channel=general)
        root = (await bot.call("chat.postMessage", channel=general, text="It is down"))["ts"]
        made = await bot.call("files.getUploadURLExternal", filename="a.txt", length=2)
        async with bot.session.post(made["upload_url"], data=b"hi"):
            pass
        share = {"files": [{"id": made["file_id"]}], "channel_id": general}
        wrong = await bot.error("files.completeUploadExternal", **share, thread_ts="junk")
        assert wrong == "cannot_reply_to_message"
        assert await bot.error("files.completeUploadExternal", **share, thread_ts=root) is None
        replies = (await bot.call("conversations.replies", channel=general, ts=root))["messages"]
        assert [row.get("files", [{}])[0].get("id") for row in replies] == [None, made["file_id"]]
        assert replies[1]["parent_user_id"] == bot.sandbox.workspace.app.bot_user


async def fetched(bot: Bot, file: str, token: str) -> tuple[int, str]:
    """What a program gets that asks for the bytes."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with bot.session.get(f"{bot.sandbox.url}/files/{file}/x", headers=headers) as response:
        return response.status, await response.text()
