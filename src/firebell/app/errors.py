"""Failures, each with one home: what the chat's gateway says of a call, and what it means.

A ChatError's message is the chat's own code (`channel_not_found`); people read words made from it.
"""

from __future__ import annotations

from firebell.app.ports import Done


class ChatError(Exception):
    """A call to the chat did not go well."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class DidNotHappen(ChatError):
    """Refused before it was done (rate limits): again after `retry_after` seconds."""

    def __init__(self, code: str, *, method: str, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.method = method
        self.retry_after = retry_after


class TooFast(DidNotHappen):
    """A method's limit: what waits for it goes one after another. `passed` are the calls that went
    through in the last minute; None where we held it back ourselves, since it was not its turn."""

    def __init__(self, *, method: str, retry_after: float, passed: int | None) -> None:
        super().__init__("ratelimited", method=method, retry_after=retry_after)
        self.passed = passed


class MayHaveHappened(ChatError):
    """Time ran out, the line broke, Slack failed: look before doing it again."""


class IsSoAlready(ChatError):
    """It need not be done; `done` is as good as having done it."""

    def __init__(self, code: str, done: Done) -> None:
        super().__init__(code)
        self.done = done


class CannotNow(ChatError):
    """The bot itself is locked out (token, account): everything waits, nothing is parked."""


class NeverWill(ChatError):
    """It can't succeed as it is; somebody has to change something."""
