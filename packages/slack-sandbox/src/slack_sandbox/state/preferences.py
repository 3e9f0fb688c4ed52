"""What a workspace lets only its administrators do, so that the app is refused.

People are let: what an administrator's choice does to them, Slack's own client tells them.
"""

from __future__ import annotations

import re

EVERYONE, ADMIN = "everyone", "admin"
WHO = (EVERYONE, ADMIN)
PREFERENCES = {"who_can_at_everyone": EVERYONE, "who_can_create_channels": EVERYONE}
"""Who may write `@channel`, `@here` and `@everyone`, and who may make channels."""

_PING = re.compile(r"<!(?:here|channel|everyone)\b")


def pings(markup: str) -> bool:
    """Whether this would ping everybody in a channel, or everybody who is there."""
    return _PING.search(markup) is not None
