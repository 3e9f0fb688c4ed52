"""The command line, one file a command."""

from __future__ import annotations

import typer

from firebell.cli import log_lines
from firebell.cli.backup import backup
from firebell.cli.check import check
from firebell.cli.erase_person import erase_person
from firebell.cli.export import export
from firebell.cli.manifest import manifest
from firebell.cli.run import run
from firebell.cli.token import token
from firebell.cli.try_ import try_

app = typer.Typer(
    help="Firebell, the incident bot for Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("try")(try_)
app.command("run")(run)
app.command("check")(check)
app.command("manifest")(manifest)
app.command("export")(export)
app.command("backup")(backup)
app.command("erase-person")(erase_person)
app.add_typer(token, name="token")


def main() -> None:
    """What the script `firebell` runs. No error's own words are printed, whatever goes wrong."""
    log_lines.install()
    # As `app()`, which would put a printer of exceptions of its own in place of ours.
    typer.main.get_command(app)()
