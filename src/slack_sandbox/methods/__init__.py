"""The operations, a file a family. `METHODS` is the registry: what is not in it is unknown."""

from __future__ import annotations

from slack_sandbox.call import Method
from slack_sandbox.methods import (
    app,
    bookmarks,
    chat,
    conversations,
    files,
    history,
    pins,
    reactions,
    users,
    views,
)

METHODS: dict[str, Method] = {
    **app.METHODS,
    **bookmarks.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **history.METHODS,
    **pins.METHODS,
    **reactions.METHODS,
    **users.METHODS,
    **views.METHODS,
}
