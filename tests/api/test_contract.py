"""The API holds to its own description, whatever is sent: judged by schemathesis, over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis.checks import (
    content_type_conformance,
    ignored_auth,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode

from slack_sandbox.testing import SandboxHandle
from tests.api.asking import asking, token_of
from tests.site.browsing import with_pages
from tests.stories.evening import evening, in_the_workspace

pytestmark = in_the_workspace
AnyCase = schemathesis.Case[Any]
EXAMPLES = 12
"""Of each operation, half of them as they should be."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    ignored_auth,
]


def judge(url: str, tokens: Iterator[str]) -> list[str]:
    """Ask each operation whatever it may be asked, by a token of its own; those that were asked.
    Raises what is found."""
    schema = schemathesis.openapi.from_url(f"{url}/api/v1/openapi.json")
    schema.config.update(base_url=f"{url}/api/v1")
    asked = []
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), "its description makes sense"
        operation, token = found.ok(), next(tokens)
        modes = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
        for mode in modes if operation.path_parameters or operation.body else modes[:1]:
            asks(operation.as_strategy(generation_mode=mode), token)
        if operation.method == "get" and operation.path_parameters:
            there = operation.Case(path_parameters={"number": 1})
            headers = {"Authorization": f"Bearer {token}"}
            assert there.call_and_validate(headers=headers, checks=CHECKS).status_code == 200
        asked.append(operation.label)
    return asked


def asks(cases: SearchStrategy[AnyCase], token: str) -> None:
    """Some of these."""

    @settings(
        max_examples=EXAMPLES // 2,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def each(case: AnyCase) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)

    each()


async def test_it_answers_as_it_says_whatever_it_is_asked(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        assert night.bot is not None
        tokens = iter([await token_of(night, "alice", called=f"{n}") for n in range(20)])
        async with asking(night, "alice") as program:
            await program.raises()
        asked = await asyncio.to_thread(judge, night.bot.url, tokens)
    assert sorted(asked) == [
        "GET /figures",
        "GET /incidents",
        "GET /incidents/{number}",
        "GET /incidents/{number}/timeline",
        "GET /playbook",
        "POST /incidents",
        "POST /incidents/{number}/close",
        "POST /incidents/{number}/notes",
        "POST /incidents/{number}/updates",
    ]
