"""Files: what is said of them where they are, and which are found."""

from __future__ import annotations

from typing import Any

import aiohttp

from tests.slack_sandbox.bot import Bot, bot


async def upload(one: Bot, name: str, *places: str, **more: str) -> str:
    """A file that the bot shares in these channels."""
    for place in places:
        await one.call("conversations.join", channel=place)
    made = await one.call("files.getUploadURLExternal", filename=name, length=2, **more)
    async with one.session.post(made["upload_url"], data=b"hi") as response:
        assert response.status == 200
    done: dict[str, Any] = {"files": [{"id": made["file_id"]}], "channels": ",".join(places)}
    assert await one.error("files.completeUploadExternal", **done) is None
    return str(made["file_id"])


async def test_a_file_knows_in_which_channels_and_messages_it_is() -> None:
    """It said of every file that it was nowhere."""
    async with bot() as one:
        general = one.id("general")
        file = await upload(one, "a.png", general, alt_txt="A graph")
        said = (await one.call("conversations.history", channel=general))["messages"][0]
        answer = {"channel": general, "thread_ts": said["ts"], "text": "Thanks"}
        await one.call("chat.postMessage", **answer)
        shown = (await one.call("files.info", file=file))["file"]
        assert (shown["channels"], shown["groups"], shown["is_public"]) == ([general], [], True)
        share = shown["shares"]["public"][general][0]
        itself = one.sandbox.workspace.app.bot_user
        keys = ("ts", "thread_ts", "reply_count", "reply_users")
        assert [share[key] for key in keys] == [said["ts"], said["ts"], 1, [itself]]
        assert (shown["mimetype"], shown["alt_txt"]) == ("image/png", "A graph")
        assert "channels" not in said["files"][0]


async def test_files_are_found_by_their_kind() -> None:
    async with bot() as one:
        general = one.id("general")
        picture = await upload(one, "a.png", general)
        snippet = await upload(one, "a.py", general, snippet_type="python")
        found = {}
        for kinds in ("images", "snippets", "spaces,gdocs", "all", "images,snippets"):
            listed = await one.call("files.list", types=kinds)
            found[kinds] = [row["id"] for row in listed["files"]]
        both = [snippet, picture]
        assert found == {"images": [picture], "snippets": [snippet], "spaces,gdocs": [],
                         "all": both, "images,snippets": both}  # fmt: skip
        shown = (await one.call("files.info", file=snippet))["file"]
        assert (shown["mode"], shown["filetype"], shown["mimetype"]) == (
            "snippet", "python", "text/plain",
        )  # fmt: skip


async def test_a_snippet_is_in_a_language_that_slack_knows_and_not_too_long() -> None:
    async with bot() as one:
        given = {"filename": "a.txt", "length": 5}
        method = "files.getUploadURLExternal"
        assert await one.error(method, **given, snippet_type="klingon") == "unknown_snippet_type"
        long = {**given, "length": 1024 * 1024 + 1, "snippet_type": "text"}
        assert await one.error(method, **long) == "snippet_too_large"


async def test_where_a_file_is_hidden_it_is_not_public() -> None:
    async with bot() as one:
        private = (await one.call("conversations.create", name="inc-1", is_private=True))["channel"]
        alone = (await one.call("conversations.open", users=one.id("bob")))["channel"]
        file = await upload(one, "a.pdf", private["id"], alone["id"])
        shown = (await one.call("files.info", file=file))["file"]
        (listed,) = (await one.call("files.list", types="pdfs"))["files"]
        for one_of in (shown, listed):
            found = (one_of["channels"], one_of["groups"], one_of["ims"], one_of["is_public"])
            assert found == ([], [private["id"]], [alone["id"]], False)
        assert set(shown["shares"]["private"]) == {private["id"], alone["id"]}


async def test_a_file_may_be_large_and_may_come_in_a_form() -> None:
    """More than two megabytes were refused, and of a form the boundaries were kept as well."""
    async with bot() as one:
        sizes = []
        for body in (b"x" * 5_000_000, form(b"x" * 3_000_000), b""):
            made = await one.call("files.getUploadURLExternal", filename="a.bin", length=5)
            async with one.session.post(made["upload_url"], data=body) as response:
                assert response.status == 200
            file = one.sandbox.workspace.files[made["file_id"]]
            sizes.append((file["size"], set(file["content"])))
        assert sizes == [(5_000_000, {120}), (3_000_000, {120}), (0, set())]
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        async with one.session.post(made["upload_url"], data=b"y", headers=headers) as response:
            assert response.status == 400


def form(content: bytes) -> aiohttp.FormData:
    """As `curl -F file=@a.bin` sends it."""
    found = aiohttp.FormData()
    found.add_field("file", content, filename="a.bin")
    return found
