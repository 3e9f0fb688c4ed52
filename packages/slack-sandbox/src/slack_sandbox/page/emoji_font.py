"""The font that the page draws emoji with where the system has none: Noto Emoji, in one colour.

It comes with the package `manimgx-fonts` (SIL Open Font License 1.1); why is said in
`docs/adr/0006-emoji-font.md`.
"""

from __future__ import annotations

from importlib.resources import files

from aiohttp import web

PACKAGE, NAME = "manimgx_fonts", "NotoEmoji[wght].ttf"


async def serve(_: web.Request) -> web.Response:
    """`/browser/fonts/emoji.ttf`: 2 MB that change only with the package, so a day in the cache."""
    font = files(PACKAGE).joinpath(NAME).read_bytes()
    headers = {"Cache-Control": "max-age=86400"}
    return web.Response(body=font, content_type="font/ttf", headers=headers)
