"""What a message says as known, though nobody has said it. Read from its words, as people do."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from firebell.domain.incident import UserTime
from firebell.domain.playbook import Playbook
from tests.domain.said import Said

TIME = r"([^.()]*?\d\d:\d\d[^.()]*?)"
BOTH = re.compile(rf"Users were affected from {TIME} to {TIME} \(")
BEGAN = re.compile(rf"Users were affected from {TIME}\.")
ENDED = re.compile(rf"(?:Users were affected until|Working again since) {TIME}\.")
SEVERITY = re.compile(
    r"\b(P[123])\b(?!, to be confirmed| until somebody confirms it|, which nobody|: )"
)
"""Not where it is called open, nor where the criteria of each are read out (`P1: Nobody can`)."""
ON_IT = re.compile(r"<@(\w+)>, on it")


def said_as_known(words: str, said: Said, acted: set[str], playbook: Playbook) -> list[str]:
    """Times, severities and people on it that these words state and nobody stands for."""
    known = {
        kind: {at.astimezone(ZoneInfo(playbook.time_zone)).strftime("%H:%M") for at in times}
        for kind, times in (
            (time, [at for each, at in said.times if each is time]) for time in UserTime
        )
    }
    began = [found[1] for found in BEGAN.finditer(words)]
    ended = [found[1] for found in ENDED.finditer(words)]
    for found in BOTH.finditer(words):
        began.append(found[1])
        ended.append(found[2])
    wrong = [f"from {at}" for at in began if not _is_among(at, known[UserTime.AFFECTED_FROM])]
    wrong += [f"until {at}" for at in ended if not _is_among(at, known[UserTime.WORKING_SINCE])]
    wrong += [each for each in SEVERITY.findall(words) if each not in said.severities]
    return wrong + [f"{who} on it" for who in ON_IT.findall(words) if who not in acted]


def _is_among(words: str, times: set[str]) -> bool:
    return bool(set(re.findall(r"\d\d:\d\d", words)) & times)
