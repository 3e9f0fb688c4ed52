"""Both wheels, each built and used alone: with what it declares to need, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from firebell.slack.setup.manifest import manifest
from slack_sandbox.cli import coverage

ROOT = Path(__file__).parents[1]
PROJECTS = {"firebell": ROOT, "slack_sandbox": ROOT / "packages" / "slack-sandbox"}


@dataclass(frozen=True)
class Alone:
    """An environment that holds one wheel and what it declares to need."""

    wheel: Path
    python: Path

    def names(self) -> set[str]:
        """The files of the wheel, without what describes it."""
        found = zipfile.ZipFile(self.wheel).namelist()
        return {name for name in found if ".dist-info/" not in name}

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit status, output and complaints of Python there."""
        command = [str(self.python), "-I", *arguments]
        ended = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=self.python.parent
        )
        return ended.returncode, ended.stdout, ended.stderr

    def missing(self, *modules: str) -> list[str]:
        """Which of these can't be imported there."""
        code = (
            "import sys; from importlib.util import find_spec;"
            "print(*[name for name in sys.argv[1:] if not find_spec(name)])"
        )
        return self.run("-c", code, *modules)[1].split()

    def entry_points(self) -> list[tuple[str, str]]:
        """Group and name of those that the wheel declares."""
        name = self.wheel.name.partition("-")[0]
        (described,) = self.python.parents[1].glob(f"lib/*/*/{name}-*.dist-info")
        return [(entry.group, entry.name) for entry in Distribution.at(described).entry_points]


def alone(name: str, folder: Path) -> Alone:
    """Builds the wheel and makes its environment, without a network."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=PROJECTS[name], check=True, capture_output=True)
    (wheel,) = folder.glob(f"{name}-*.whl")
    venv.create(folder / "env", with_pip=False, symlinks=True)
    (packages,) = (folder / "env").glob("lib/python*/site-packages")
    zipfile.ZipFile(wheel).extractall(packages)
    (described,) = packages.glob("*.dist-info")
    for needed in requirements(Distribution.at(described), frozenset(), {}).values():
        link(needed, packages)
    return Alone(wheel, folder / "env" / "bin" / "python")


def requirements(
    needing: Distribution, extras: frozenset[str], found: dict[str, Distribution]
) -> dict[str, Distribution]:
    """What it declares to need, and what that needs, by name and extras."""
    for line in needing.requires or ():
        requirement = Requirement(line)
        wanted = frozenset(requirement.extras)
        key = f"{requirement.name.lower()}[{','.join(sorted(wanted))}]"
        environments = [{"extra": extra} for extra in ("", *extras)]
        marker = requirement.marker
        if key not in found and (marker is None or any(map(marker.evaluate, environments))):
            found[key] = distribution(requirement.name)
            requirements(found[key], wanted, found)
    return found


def link(needed: Distribution, packages: Path) -> None:
    """The files of an installed distribution, in another environment too."""
    for file in needed.files or ():
        if ".." not in file.parts:
            target = packages / file
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                target.symlink_to(Path(str(file.locate())).resolve())


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Alone:
    return alone("firebell", tmp_path_factory.mktemp("bot"))


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Alone:
    return alone("slack_sandbox", tmp_path_factory.mktemp("sandbox"))


def sources(folder: Path, below: str = "") -> set[str]:
    """The files of a folder, as a wheel names them."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        f"{below}{path.relative_to(folder).as_posix()}"
        for path in files
        if "__pycache__" not in path.parts
    }


def test_the_wheel_of_the_bot_carries_the_bot_its_migrations_and_the_examples(bot: Alone) -> None:
    wanted = sources(ROOT / "src") | sources(ROOT / "examples", "firebell/examples/")
    assert bot.names() == wanted
    assert "firebell/storage/migrations/versions/m0001_first_tables.py" in wanted
    assert "firebell/examples/dfe/playbook.toml" in wanted


def test_the_wheel_of_the_sandbox_carries_the_sandbox_and_its_page(sandbox: Alone) -> None:
    wanted = sources(PROJECTS["slack_sandbox"] / "src")
    assert sandbox.names() == wanted
    assert any(name.endswith("/index.html") for name in wanted)


def test_a_bot_in_production_carries_no_fake_slack_and_no_pytest_plugin(bot: Alone) -> None:
    assert bot.missing("firebell", "slack_bolt", "slack_sandbox", "pytest", "psycopg") == [
        "slack_sandbox",
        "pytest",
        "psycopg",
    ]
    assert bot.entry_points() == [("console_scripts", "firebell")]


def test_the_bot_alone_prints_its_manifest(bot: Alone) -> None:
    code, out, err = bot.run("-m", "firebell", "manifest")
    assert (code, json.loads(out), err) == (0, manifest(), "")


def test_the_bot_alone_says_what_trying_it_needs(bot: Alone) -> None:
    told = "`firebell try` needs the sandbox: pip install 'firebell[try]'\n"
    assert bot.run("-m", "firebell", "try") == (1, "", told)


def test_whoever_wants_the_sandbox_installs_no_database_layer(sandbox: Alone) -> None:
    assert sandbox.missing(
        "slack_sandbox", "aiohttp", "firebell", "sqlalchemy", "slack_sdk", "pytest"
    ) == ["firebell", "sqlalchemy", "slack_sdk", "pytest"]
    assert sandbox.entry_points() == [
        ("console_scripts", "slack-sandbox"),
        ("pytest11", "slack_sandbox"),
    ]


def test_the_sandbox_alone_prints_its_methods(sandbox: Alone) -> None:
    assert sandbox.run("-m", "slack_sandbox", "--methods") == (0, f"{coverage()}\n", "")


def test_the_sandbox_alone_serves_its_page_and_the_web_api(sandbox: Alone) -> None:
    with serving(sandbox) as (url, token):
        page = fetch(f"{url}/")
        answer = json.loads(fetch(f"{url}/api/auth.test", token))
    assert page.startswith("<!doctype html>")
    assert (answer["ok"], answer["user"]) == (True, "app")


@contextmanager
def serving(sandbox: Alone) -> Iterator[tuple[str, str]]:
    """Its address and the bot's token, until the block ends."""
    command = [str(sandbox.python), "-I", "-m", "slack_sandbox", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().strip() for _ in range(4)]
        try:
            yield lines[3].removeprefix("ready "), lines[0].partition("=")[2]
        finally:
            process.terminate()


def fetch(url: str, token: str = "") -> str:
    """What stands there."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})
    with opener.open(request, timeout=10) as response:
        text: str = response.read().decode()
        return text
