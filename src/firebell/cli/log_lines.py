"""What may stand in a log: sentences of ours, codes, types and places. Everything else is left out.

An exception's text may repeat what people typed, a token or a password: databases, drivers,
parsers and Slack's own client all do that. So its type is told, where it happened, and no word of
it but a code. A library's message may be made of such texts; of it only the place is told.
"""

from __future__ import annotations

import builtins
import errno
import logging
import os
import re
import sys
import threading
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Any

from firebell.cli.own_words import OwnWords

log = logging.getLogger(__name__)

SOURCE = OwnWords("firebell")

OURS = f"{Path(__file__).parents[1]}{os.sep}"
LEFT_OUT = "…"
WORDS_LEFT_OUT = "a message of a library, whose words are left out"
MOST_FRAMES = 40
MOST_CAUSES = 10

CODE = re.compile(
    r"[a-z]+(_[a-z0-9]+)+|[A-Z]+(_[A-Z0-9]+)+|[a-z]+(\.[A-Za-z_]+)+|([A-Z]+[a-z]+){2,4}"
)
"""A code of Slack's or SQLite's, a method, a module, a class: no word that stands alone, no
sentence, no address, no token."""
PHRASES = frozenset(status.phrase for status in HTTPStatus)
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,40}(\.[A-Za-z0-9_]{1,40}){0,8}")
WORD = re.compile(r"[a-z][a-z0-9_]{0,60}")
EVENT = re.compile(r"Ev[A-Za-z0-9]{1,40}")
SQL_STATE = re.compile(r"[0-9A-Z]{5}")
ROW = re.compile(r"[A-Za-z0-9_.:/-]{1,255}")

TOLD_BY_ANY: Mapping[str, re.Pattern[str]] = {
    "sqlite_errorname": CODE,
    "sqlstate": SQL_STATE,
    "status": re.compile(r"[0-9]{3}"),
}
"""Attributes of exceptions that hold codes, with what those look like."""
TOLD_BY_OURS: Mapping[str, re.Pattern[str]] = {"code": WORD, "key": WORD, "table": WORD, "row": ROW}
"""The same, of the project's own exceptions alone: `code` of another may be anything."""


class LogLine(logging.Formatter):
    """Formats records so that nothing leaves which is not known to be harmless."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The record as it may be read. It is not changed: others may hold it too."""
        harmless = logging.makeLogRecord(
            {
                "name": record.name if NAME.fullmatch(record.name) else LEFT_OUT,
                "levelname": record.levelname,
                "created": record.created,
                "msecs": record.msecs,
                "msg": "%s",
                "args": (_words(record),),
            }
        )
        lines = [super().format(harmless)]
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            lines += [f"  {line}" for line in told(error)]
        return "\n".join(lines)


def install(level: int = logging.WARNING) -> None:
    """To standard error, whatever ends there: records, warnings, and what nobody caught."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LogLine())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    # A record that can't be formatted would be printed as it is.
    logging.raiseExceptions = False
    sys.excepthook = _uncaught
    sys.unraisablehook = lambda raised: _uncaught(
        raised.exc_type, raised.exc_value, raised.exc_traceback
    )
    threading.excepthook = lambda raised: _uncaught(
        raised.exc_type, raised.exc_value, raised.exc_traceback
    )


def told(error: BaseException) -> Iterator[str]:
    """An exception and what led to it, a line each: types, codes and places."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen and len(seen) < MOST_CAUSES:
        yield f"{'after ' if seen else ''}{_named(found)}"
        seen.add(id(found))
        yield from (f"  {place}" for place in _places(found.__traceback__))
        if isinstance(found, BaseExceptionGroup):
            for inner in found.exceptions[:MOST_CAUSES]:
                yield from (f"  | {line}" for line in told(inner))
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def _named(error: BaseException) -> str:
    """Its class, and the codes that it is known to carry."""
    kind = type(error)
    ours = kind.__module__.partition(".")[0] == "firebell"
    told = {**TOLD_BY_ANY, **TOLD_BY_OURS} if ours else TOLD_BY_ANY
    codes = [
        str(value)
        for name, shape in told.items()
        if isinstance(value := getattr(error, name, None), str | int)
        and shape.fullmatch(str(value))
    ]
    if isinstance(error, OSError) and error.errno is not None:
        codes.append(errno.errorcode.get(error.errno, str(error.errno)))
    name = kind.__qualname__ if kind.__module__ == "builtins" else _qualified(kind)
    return f"{name} ({', '.join(codes)})" if codes else name


def _qualified(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _places(traceback: TracebackType | None) -> list[str]:
    found = []
    while traceback is not None:
        frame = traceback.tb_frame
        module = frame.f_globals.get("__name__", LEFT_OUT)
        found.append(f"{module}, line {traceback.tb_lineno}, in {frame.f_code.co_qualname}")
        traceback = traceback.tb_next
    return found[-MOST_FRAMES:]


def _words(record: logging.LogRecord) -> str:
    """A sentence of ours with what may stand in it; of all else the place that says it."""
    if not record.pathname.startswith(OURS) or not isinstance(record.msg, str):
        place = "/".join(Path(record.pathname).parts[-2:])
        return f"{WORDS_LEFT_OUT} ({place}, line {record.lineno}, in {record.funcName})"
    try:
        return record.msg % _arguments(record.args) if record.args else record.msg
    except (TypeError, ValueError, LookupError):
        return record.msg


def _arguments(given: Any) -> Any:
    if isinstance(given, Mapping):
        return {key: _argument(value) for key, value in given.items()}
    return tuple(_argument(value) for value in given)


def _argument(value: object) -> object:
    """Numbers, codes, reasons of ours and events' ids; of an exception what is told of it."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, BaseException):
        return _named(value)
    if isinstance(value, str):
        return value if EVENT.fullmatch(value) else _code(value)
    return LEFT_OUT


def _code(word: str) -> str:
    """A code, or what stands in the source of Firebell or Python anyway."""
    known = CODE.fullmatch(word) or word in PHRASES or hasattr(builtins, word)
    return word if known or SOURCE.holds(word) else LEFT_OUT


def _uncaught(
    kind: type[BaseException], error: BaseException | None, place: TracebackType | None
) -> None:
    """What nobody caught. The interpreter ends the process with 1 where it was the main thread."""
    if error is None or issubclass(kind, KeyboardInterrupt | SystemExit):
        return
    log.critical(
        "Firebell met something that it did not expect. Its words are left out, since they may "
        "hold what people wrote. Please report these lines.",
        exc_info=(kind, error, place),
    )
