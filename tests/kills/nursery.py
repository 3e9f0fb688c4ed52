"""Bots by the dozen: a process that has imported everything and forks a `firebell run` when told.

A line of JSON in: `{"environment": {…}, "log": path}`; a line out: the child's process id. Each
child is a process of its own, to be killed like one; only the time to import is saved. With
`COMMITS` in its environment it notes its commits there, and may end at one of them (`commits`).
"""

from __future__ import annotations

import json
import os
import signal
import sys

from firebell.cli.run import run
from tests import no_disk
from tests.kills import commits


def main() -> None:
    """Until standard input ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        wanted = json.loads(line)
        child = os.fork()
        if child == 0:
            become(wanted["environment"], wanted["log"])
        print(child, flush=True)


def become(environment: dict[str, str], log: str) -> None:
    """This process is a bot from now on."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.update(environment)
    handle = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    no_disk.begin()
    commits.begin()
    try:
        run()
    except SystemExit as end:
        sys.stdout.flush()
        os._exit(int(end.code or 0))


if __name__ == "__main__":
    main()
