"""The operations, a file a family. `METHODS` is the registry: what is not in it is unknown."""

from __future__ import annotations

from slack_sandbox.web_api.call import Method
from slack_sandbox.web_api.methods import (
    app,
    bookmarks,
    calls,
    canvases,
    channel_lists,
    chat,
    conversations,
    direct_messages,
    files,
    history,
    pins,
    reactions,
    scheduled,
    search,
    sign_in,
    users,
    validate,
    views,
)

METHODS: dict[str, Method] = {
    **app.METHODS,
    **bookmarks.METHODS,
    **calls.METHODS,
    **canvases.METHODS,
    **channel_lists.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **direct_messages.METHODS,
    **files.METHODS,
    **history.METHODS,
    **pins.METHODS,
    **reactions.METHODS,
    **scheduled.METHODS,
    **search.METHODS,
    **sign_in.METHODS,
    **users.METHODS,
    **validate.METHODS,
    **views.METHODS,
}
