"""The page's own files: HTML, style sheets and scripts, as they lie in `static`."""

from __future__ import annotations

from importlib.resources import files

from aiohttp import web

CONTENT_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}


async def serve(request: web.Request) -> web.Response:
    """`/` and `/browser/{name}`: the file of that name, `index.html` where none is named."""
    name = request.match_info.get("name", "index.html")
    found = files("slack_sandbox.page").joinpath("static", name)
    kind = CONTENT_TYPES.get(name[name.rfind(".") :])
    if kind is None or "/" in name or not found.is_file():
        return web.Response(status=404, text="There is no such page.")
    headers = {"Cache-Control": "no-store"}
    return web.Response(text=found.read_text(), content_type=kind, charset="utf-8", headers=headers)
