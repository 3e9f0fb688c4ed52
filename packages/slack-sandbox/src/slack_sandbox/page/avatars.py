"""People's pictures: a square of their colour, so that an address in a profile leads somewhere."""

from __future__ import annotations

import re
import struct
import zlib

from aiohttp import web

from slack_sandbox.state.shapes.people import avatar_color

LARGEST = 1024


async def serve(request: web.Request) -> web.Response:
    """`/avatars/{name}`: somebody's id, a size, and `.png`."""
    found = re.fullmatch(r"(\w+)-(\d{1,4})\.png", request.match_info["name"])
    if found is None or not 0 < int(found[2]) <= LARGEST:
        return web.Response(status=404, text="There is no such picture.")
    return web.Response(
        body=coloured_square(avatar_color(found[1]), int(found[2])), content_type="image/png"
    )


def coloured_square(color: str, size: int) -> bytes:
    """A PNG (RFC 2083) of one colour."""
    row = b"\0" + bytes.fromhex(color) * size
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(row * size)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
