"""What is told of how it goes, and where it is asked."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from firebell.app.incoming import Incoming
from firebell.app.process import Process
from firebell.app.watch import Watch
from firebell.app.worker import Worker
from firebell.slack.inbound.line import Line
from firebell.web.health import Found

log = logging.getLogger(__name__)


async def look(
    worker: Worker, incoming: Incoming, watch: Watch, process: Process, line: Line | None
) -> Mapping[str, Found]:
    """What `/healthz` tells; of Socket Mode's line where there is one."""
    let_in: dict[str, Found] = {
        "slack": not worker.locked_out,
        "playbook_mistakes": process.mistakes,
        **({} if line is None else _of_the_line(line)),
    }
    try:
        report = await watch.look()
    except SQLAlchemyError as error:
        log.warning("The database does not answer (%s)", type(error).__name__)
        return {**let_in, "work": False}
    return {
        **let_in,
        "work": report.goes_on,
        "oldest_event_seconds": whole_seconds(report.waiting.event),
        "oldest_effect_seconds": whole_seconds(report.waiting.effect),
        "set_aside": report.waiting.set_aside,
        "refused_events": dict(incoming.refused),
    }


def _of_the_line(line: Line) -> dict[str, Found]:
    """Whether something comes through, and how long nothing has."""
    silence = line.silence
    told: dict[str, Found] = {"line": line.stands}
    return told if silence is None else {**told, "line_silent_seconds": int(silence)}


def whole_seconds(age: timedelta | None) -> int:
    """0 also where nothing waits."""
    return int(age.total_seconds()) if age else 0
