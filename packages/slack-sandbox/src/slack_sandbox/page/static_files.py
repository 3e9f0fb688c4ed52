"""The files that the page is made of, by their address: `/` and `/browser/{path}`.

The files are listed once. An address is looked up among them and never made into a path, so no
address leads out of the folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from aiohttp import web

TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}


async def serve(request: web.Request) -> web.Response:
    """A file of the page; `{path}` is its place in the folder, such as `lib/dom.js`."""
    path = request.match_info.get("path", "index.html")
    found = _page_files().get(path)
    if found is None:
        return web.Response(status=404, text="There is no such page.")
    return web.Response(
        text=found.read_text("utf-8"),
        content_type=TYPES[path[path.rfind(".") :]],
        charset="utf-8",
        headers={"Cache-Control": "no-store"},
    )


@cache
def _page_files() -> dict[str, Traversable]:
    return dict(_beneath(files("slack_sandbox.page").joinpath("static")))


def _beneath(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _beneath(entry, f"{name}/")
        elif name[name.rfind(".") :] in TYPES:
            yield name, entry
