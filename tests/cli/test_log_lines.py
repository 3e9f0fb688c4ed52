"""No log line holds what people typed, a token, a password or an address, whatever fails."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict, CIMultiDictProxy
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from sqlalchemy import create_engine, insert, text
from yarl import URL

from firebell import compose
from firebell.app import worker
from firebell.app.errors import MayHaveHappened
from firebell.app.ports import Unreadable
from firebell.cli.log_lines import LogLine, told
from firebell.domain.refusals import Refused
from firebell.settings import Settings
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.listeners import Listeners
from firebell.storage import codec
from firebell.storage.tables import channels, handled

TITLE = "Maria's laptop was stolen"
TOKEN = "xoxb-1-2-aBcDeF"
APP_TOKEN = "xapp-1-A1-2-abcdef"
SIGNING_SECRET = "8f742231b10e8888abcd99fff00085a5"
PASSWORD = "s3cret%21word"
RESPONSE_URL = "https://hooks.slack.com/commands/T1/2/abcdef"
SECRETS = (TITLE, TOKEN, APP_TOKEN, SIGNING_SECRET, PASSWORD, RESPONSE_URL)
ALL = " ".join(SECRETS)


@contextmanager
def logged(level: int = logging.DEBUG) -> Iterator[io.StringIO]:
    """What the handler of the command line writes meanwhile."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(LogLine())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(level)
    try:
        yield written
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def secrets_in(words: str) -> list[str]:
    """The secrets that can be read, whole or in part."""
    parts = [*SECRETS, "Maria", "laptop", "stolen", "aBcDeF", "s3cret", "hooks.slack.com"]
    return [part for part in parts if part in words]


# Every kind of failure that holds what it should not.


def unique_on_sqlite(_: str) -> None:
    engine = create_engine("sqlite://", hide_parameters=True)
    with engine.begin() as connection:
        handled.create(connection)
        for _number in range(2):
            connection.execute(insert(handled).values(key=ALL, incident=ALL))


def statement_on_sqlite(_: str) -> None:
    engine = create_engine("sqlite://", hide_parameters=True)
    with engine.begin() as connection:
        connection.execute(text("SELECT :given"), {"given": [ALL]})


def no_such_table_on_sqlite(_: str) -> None:
    with create_engine("sqlite://").begin() as connection:
        connection.execute(text(f'SELECT "{TITLE}", :given FROM "{TITLE}"'), {"given": ALL})


def trigger_on_sqlite(_: str) -> None:
    with create_engine("sqlite://").begin() as connection:
        connection.execute(text("SELECT json(:given)"), {"given": ALL})


def unique_on_postgresql(url: str) -> None:
    with create_engine(url).begin() as connection:
        channels.create(connection)
        for _ in range(2):
            connection.execute(insert(channels).values(channel=TITLE, incident=ALL[:64]))


def bad_number_on_postgresql(url: str) -> None:
    with create_engine(url, hide_parameters=True).begin() as connection:
        connection.execute(text("SELECT CAST(:given AS integer)"), {"given": ALL})


def too_long_on_postgresql(url: str) -> None:
    with create_engine(url).begin() as connection:
        channels.create(connection)
        connection.execute(insert(channels).values(channel=ALL, incident="i-1"))


def no_column_on_postgresql(url: str) -> None:
    with create_engine(url).begin() as connection:
        connection.execute(text(f'SELECT "{TITLE}"'))


def no_connection_to_postgresql(_: str) -> None:
    url = f"postgresql+psycopg://{APP_TOKEN}:{PASSWORD}@127.0.0.1:1/{TOKEN}"
    create_engine(url).connect()


def no_address_of_postgresql(_: str) -> None:
    psycopg.connect(f"postgresql://{PASSWORD}:{TOKEN}:{TITLE}@@:x/")


def no_dsn_of_postgresql(_: str) -> None:
    psycopg.connect(f"host=127.0.0.1 {PASSWORD} {TITLE}")


def raw_sqlite(_: str) -> None:
    sqlite3.connect(":memory:").execute(f'SELECT * FROM "{ALL}"')


def stored_event(_: str) -> None:
    codec.event("Noted", json.dumps({"at": TITLE, "text": [ALL], TITLE: TOKEN}))


def stored_json(_: str) -> None:
    codec.incident(f'{{"{ALL}')


def stored_class(_: str) -> None:
    codec.event(TITLE, "{}")


def settings(_: str) -> None:
    Settings.model_validate({"web_port": ALL, "bot_token": [TOKEN], "data": {TITLE: PASSWORD}})


def broken_json(_: str) -> None:
    json.loads(f'{{"{ALL}": {TITLE}')


def slack_refuses(_: str) -> None:
    response = AsyncSlackResponse(
        client=None,
        http_verb="POST",
        api_url=RESPONSE_URL,
        req_args={"headers": {"Authorization": f"Bearer {TOKEN}"}, "data": {"text": TITLE}},
        data={"ok": False, "error": "invalid_blocks", "needed": ALL},
        headers={"x": TOKEN},
        status_code=200,
    )
    raise SlackApiError(  # type: ignore[no-untyped-call]
        f"The request to Slack failed. (url: {RESPONSE_URL})", response
    )


def http_fails(_: str) -> None:
    headers = CIMultiDictProxy(CIMultiDict({"Authorization": TOKEN}))
    info = aiohttp.RequestInfo(URL(RESPONSE_URL), "POST", headers, URL(RESPONSE_URL))
    raise aiohttp.ClientResponseError(info, (), status=503, message=ALL)


def no_address(_: str) -> None:
    raise aiohttp.InvalidURL(RESPONSE_URL, TITLE)


def a_key(_: str) -> None:
    {}[TITLE]  # type: ignore[index]


def an_assertion(_: str) -> None:
    raise AssertionError(ALL)


def a_file(_: str) -> None:
    Path(f"/nowhere/{TITLE}").read_text()


def a_cause(_: str) -> None:
    try:
        an_assertion(_)
    except AssertionError as error:
        raise RuntimeError(TITLE) from error


def a_context(_: str) -> None:
    try:
        a_key(_)
    except KeyError:
        int(f"{TITLE} {TOKEN}")


def a_note(_: str) -> None:
    error = ValueError(TITLE)
    error.add_note(ALL)
    raise error


def a_group(_: str) -> None:
    raise ExceptionGroup(TITLE, [ValueError(ALL), ExceptionGroup(TOKEN, [KeyError(TITLE)])])


def an_exit(_: str) -> None:
    raise SystemExit(TITLE)


def a_refusal(_: str) -> None:
    raise Refused("already_closed", title=TITLE, token=TOKEN)


def no_code_of_slack(_: str) -> None:
    raise MayHaveHappened(ALL)


FAILURES: dict[Callable[[str], object], str] = {
    unique_on_sqlite: "sqlalchemy.exc.IntegrityError",
    statement_on_sqlite: "sqlalchemy.exc.ProgrammingError",
    no_such_table_on_sqlite: "sqlalchemy.exc.OperationalError",
    trigger_on_sqlite: "sqlalchemy.exc.OperationalError",
    unique_on_postgresql: "sqlalchemy.exc.IntegrityError",
    bad_number_on_postgresql: "sqlalchemy.exc.DataError",
    too_long_on_postgresql: "sqlalchemy.exc.DataError",
    no_column_on_postgresql: "sqlalchemy.exc.ProgrammingError",
    no_connection_to_postgresql: "sqlalchemy.exc.OperationalError",
    no_address_of_postgresql: "psycopg.ProgrammingError",
    no_dsn_of_postgresql: "psycopg.ProgrammingError",
    raw_sqlite: "sqlite3.OperationalError (SQLITE_ERROR)",
    stored_event: "pydantic_core._pydantic_core.ValidationError",
    stored_json: "pydantic_core._pydantic_core.ValidationError",
    stored_class: "KeyError",
    settings: "pydantic_core._pydantic_core.ValidationError",
    broken_json: "json.decoder.JSONDecodeError",
    slack_refuses: "slack_sdk.errors.SlackApiError",
    http_fails: "aiohttp.client_exceptions.ClientResponseError (503)",
    no_address: "aiohttp.client_exceptions.InvalidURL",
    a_key: "KeyError",
    an_assertion: "AssertionError",
    a_file: "FileNotFoundError (ENOENT)",
    a_cause: "RuntimeError",
    a_context: "ValueError",
    a_note: "ValueError",
    a_group: "ExceptionGroup",
    an_exit: "SystemExit",
    a_refusal: "firebell.domain.refusals.Refused (already_closed)",
    no_code_of_slack: "firebell.app.errors.MayHaveHappened",
}

failures = pytest.mark.parametrize(
    ("fail", "named"), FAILURES.items(), ids=[fail.__name__ for fail in FAILURES]
)


def outcome(fail: Callable[[str], object], request: pytest.FixtureRequest) -> BaseException:
    """What it raises; PostgreSQL is asked for only where it is needed."""
    url = ""
    if fail.__name__.endswith("_on_postgresql"):
        url = request.getfixturevalue("postgres_url")
        url = url.replace("postgresql://", "postgresql+psycopg://")
    with pytest.raises(BaseException) as raised:  # noqa: PT011 - each is named where it is used
        fail(url)
    assert not isinstance(raised.value, pytest.fail.Exception)
    return raised.value


@failures
def test_of_a_failure_its_type_and_place_are_logged_and_no_word(
    fail: Callable[[str], object], named: str, request: pytest.FixtureRequest
) -> None:
    error = outcome(fail, request)
    with logged() as written:
        worker.log.error("The worker stumbled and goes on", exc_info=error)
    lines = written.getvalue().splitlines()
    assert secrets_in(written.getvalue()) == []
    assert lines[1].startswith(f"  {named}")
    assert any(f"in {fail.__name__}" in line for line in lines)


@failures
def test_as_an_argument_a_failure_is_its_type(
    fail: Callable[[str], object], named: str, request: pytest.FixtureRequest
) -> None:
    record = as_of_ours("It failed (%s)", outcome(fail, request))
    assert secrets_in(LogLine().format(record)) == []
    assert f"It failed ({named}" in LogLine().format(record)


@failures
def test_a_library_that_puts_it_into_its_own_sentence_is_not_repeated(
    fail: Callable[[str], object], named: str, request: pytest.FixtureRequest
) -> None:
    error = outcome(fail, request)
    log = logging.getLogger("slack_bolt.AsyncApp")
    with logged() as written:
        log.error(f"Failed to run a listener (error: {error!r} {error})")  # noqa: G004
        log.error("Failed: %s %r", error, error, exc_info=error, stack_info=True)
        log.error(error)
    assert secrets_in(written.getvalue()) == []
    assert "test_log_lines.py" in written.getvalue()
    assert f"  {named}" in written.getvalue()


def as_of_ours(words: str, *arguments: object) -> logging.LogRecord:
    """A record as the worker would make it."""
    return logging.LogRecord(
        "firebell.app.worker", logging.WARNING, worker.__file__, 1, words, arguments, None
    )


def line(record: logging.LogRecord) -> str:
    """Without the time."""
    return LogLine().format(record).partition(" WARNING ")[2]


@given(words=st.sampled_from(SECRETS) | st.text().map(lambda words: f"{words} {TITLE}"))
def test_of_arguments_only_codes_and_numbers_are_told(words: str) -> None:
    record = as_of_ours("%s %s %s %s", words, [words], {"title": words}, words.encode())
    assert line(record) == "firebell.app.worker: … … … …"
    assert line(as_of_ours("%(a)s %(b)d", {"a": words, "b": 5})) == "firebell.app.worker: … 5"
    assert line(as_of_ours("%d at once", words)) == "firebell.app.worker: %d at once"


def test_codes_methods_classes_events_and_reasons_of_ours_are_told() -> None:
    codes = ("http_500", "chat.postMessage", "ClientConnectorError", "OSError", "Ev08ABC123", 5)
    assert compose.__name__ in sys.modules, "a bot that runs has loaded whoever says why"
    reasons = ("it took too long", "its headers are too long", "Method Not Allowed", "timeout")
    for word in (*codes, *reasons):
        assert line(as_of_ours("It said (%s)", word)) == f"firebell.app.worker: It said ({word})"


def test_a_row_that_can_not_be_read_is_named_and_not_quoted() -> None:
    row = Unreadable("effects", "i-1-4/tell-ask:technical/UBOB", "Tell")
    named = "firebell.app.ports.Unreadable (effects, i-1-4/tell-ask:technical/UBOB)"
    assert line(as_of_ours("Left out: %s", row)) == f"firebell.app.worker: Left out: {named}"
    titled = Unreadable("incidents", TITLE, "Incident")
    told = "firebell.app.ports.Unreadable (incidents)"
    assert line(as_of_ours("Left out: %s", titled)) == f"firebell.app.worker: Left out: {told}"


@pytest.mark.parametrize("word", ["Zebra", "zebra", "ZEBRA", "zebra-leak", "Zebra leak", "e8f7"])
def test_a_word_that_may_be_anybodys_is_not_told(word: str) -> None:
    assert line(as_of_ours("It said (%s)", word)) == "firebell.app.worker: It said (…)"


def test_a_cause_is_told_behind_what_it_caused() -> None:
    with pytest.raises(RuntimeError) as raised:
        a_cause("")
    assert [told for told in told(raised.value) if not told.startswith("  ")] == [
        "RuntimeError",
        "after AssertionError",
    ]


def test_a_circle_of_causes_has_an_end() -> None:
    first, second = ValueError(TITLE), KeyError(TITLE)
    first.__cause__, second.__cause__ = second, first
    assert list(told(first)) == ["ValueError", "after KeyError"]


# Where exceptions are logged for real.


async def test_the_listeners_log_no_word_of_what_a_person_asked_for() -> None:
    async def fails() -> Any:
        raise ValueError(ALL)

    with logged() as written:
        answer = await Listeners(None)._outcome(Interaction(user="U1"), fails)  # type: ignore[arg-type]
    assert answer is not None
    assert secrets_in(written.getvalue()) == []
    assert "could not be handled\n  ValueError" in written.getvalue()


async def test_what_nobody_waited_for_is_logged_without_a_word() -> None:
    async def fails() -> None:
        raise ValueError(ALL)

    with logged() as written:
        loop = asyncio.get_running_loop()
        task = asyncio.create_task(fails(), name=TITLE)
        await asyncio.wait({task})
        loop.call_exception_handler({"message": ALL, "exception": task.exception(), "task": task})
    assert secrets_in(written.getvalue()) == []
    assert "  ValueError" in written.getvalue()


UNCAUGHT = """
import logging, sys, threading, warnings
from firebell.cli import common
common.quiet_logs()
words = sys.argv[1]

class Unraisable:
    def __del__(self):
        raise ValueError(words)

def fail():
    raise KeyError(words)

warnings.warn(words)
logging.getLogger("other").error("%d", words)
logging.getLogger(words).error(words)
thread = threading.Thread(target=fail, name=words)
thread.start()
thread.join()
unraisable = Unraisable()
del unraisable
fail()
"""


def test_what_nobody_caught_is_printed_without_a_word() -> None:
    command = [sys.executable, "-W", "always", "-c", UNCAUGHT, ALL]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (told.returncode, told.stdout) == (1, "")
    assert secrets_in(told.stderr) == []
    assert told.stderr.count("Firebell met something that it did not expect.") == 3
    assert told.stderr.count("  KeyError") == 2
    assert told.stderr.count("  ValueError") == 1
