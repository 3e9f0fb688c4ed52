"""That answers are as full as the documentation's examples, and that no list was judged empty only.

A key that is never sent and a list in which nothing ever stood are right in every other test. It
runs last. `ABSENT` and `EMPTY` are reviewed: each has its reason, and they may only shrink.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from sandbox_tests.contract.judging import LEGACY, OPAQUE, paths
from sandbox_tests.contract.material import cited, documented, needs_outside
from sandbox_tests.contract.seen import SEEN, Json, is_whole
from sandbox_tests.contract.test_conformance import examples

pytestmark = [needs_outside, pytest.mark.last]

IMAGES = "docs/methods/files.info.json has it of pictures; no picture is looked into here"
ROTATION = "docs/methods/oauth.v2.access.json has it of tokens that are rotated; these are not"
OWN_PICTURE = "docs/methods/users.list.json has it of those who brought a picture of their own"
READING = "docs/methods/conversations.replies.json has it of people, who read; bots don't"
OTHERS = "docs/methods/conversations.list.json has it of channels shared with others; none is"
ORGANIZATION = "docs/methods/team.info.json has it of an organisation's; this is none"
OLD = (
    "docs/methods/conversations.create.json has it of old: json-logs/api/conversations.create.json"
)
OF_OLD = re.compile(rf"channels?(\[\])?\.({'|'.join(sorted(LEGACY))})")
ABSENT: Mapping[str, str] = {
    **dict.fromkeys(
        ("deanimate_gif", "image_exif_rotation", "original_h", "original_w", "pjpeg", "thumb_160",
         "thumb_360", "thumb_360_gif", "thumb_360_h", "thumb_360_w", "thumb_64", "thumb_80"),
        IMAGES,
    ),
    "permalink_public": "docs/methods/files.info.json has it of files that were made public",
    **dict.fromkeys(("expires_in", "refresh_token"), ROTATION),
    **dict.fromkeys(("image_1024", "image_original"), OWN_PICTURE),
    **dict.fromkeys(("last_read", "unread_count"), READING),
    **dict.fromkeys(("enterprise_id", "enterprise_name"), ORGANIZATION),
    "priority": OLD,
    "locale": "docs/methods/conversations.info.json has it where it is asked for",
    "num_members": "docs/methods/conversations.info.json has it where it is asked for",
    "comment": "docs/methods/reactions.list.json has it of comments, which Slack has no more",
    "file": "docs/methods/reactions.list.json has it of files; reactions.add takes none",
    "*": "docs/methods/users.profile.get.json has it of a team with fields of its own",
    **dict.fromkeys(
        ("subtype", "username"),
        "docs/methods/chat.scheduleMessage.json has no argument that would give it",
    ),
}  # fmt: skip
EMPTY: Mapping[str, str] = {
    **dict.fromkeys(("pending_shared", "pending_connected_team_ids"), OTHERS),
    "previous_names": "docs/methods/conversations.create.json: of one just made it is empty",
    "reply_users": "docs/methods/files.info.json has it of threads; not all files began one",
    "errors": "docs/methods/conversations.kick.json has it empty",
    "comments": ABSENT["comment"],
    "status_emoji_display_info": "docs/methods/users.profile.get.json has it of a status",
    "fields": ABSENT["*"],
    **dict.fromkeys(
        ("channels", "groups"), "docs/methods/usergroups.list.json: a group with no channels"
    ),
    "ims": "docs/methods/files.list.json: of files that are in none",
}


def answers() -> Iterator[tuple[str, Json]]:
    """Those with success."""
    for name, _, answer in SEEN.answers.values():
        if answer["ok"]:
            yield name, answer


def missing() -> set[tuple[str, str]]:
    """Places of the documentation's examples where no answer has had anything."""
    had: dict[str, set[str]] = defaultdict(set)
    full: dict[str, set[str]] = defaultdict(set)
    for name, answer in answers():
        for at, value in paths(answer):
            had[name].add(_unnamed(at))
            if value is not None:
                full[name].add(_unnamed(at))
    wanted = [(name, at) for name in had for at in _exemplary(name) if at not in had[name]]
    return {(name, at) for name, at in wanted if at.rpartition(".")[0] in {"", *full[name]}}


def _exemplary(name: str) -> set[str]:
    data = documented(name)
    found = (
        {_unnamed(at) for example in examples(data) for at, _ in paths(example)} if data else set()
    )
    return {at for at in found if not _opaque(at) and not OF_OLD.search(at)}


def _unnamed(at: str) -> str:
    """With a star for an id."""
    return re.sub(r"\.[A-Z][A-Za-z0-9]{7,}", ".*", at)


def hollow() -> set[tuple[str, str]]:
    """Lists and objects in which nothing has ever stood."""
    held: dict[tuple[str, str], bool] = defaultdict(bool)
    for name, answer in answers():
        for at, value in paths(answer):
            if isinstance(value, list | dict) and not _opaque(at):
                held[name, _unnamed(at)] |= bool(value)
    return {where for where, full in held.items() if not full}


def _opaque(at: str) -> bool:
    return any(f".{key}" in at for key in OPAQUE)


def last(at: str) -> str:
    """The key at the end of a place."""
    return at.rpartition(".")[2].removesuffix("[]")


@pytest.mark.parametrize(("found", "known"), [(missing, ABSENT), (hollow, EMPTY)])
def test_answers_are_as_full_as_the_examples(
    request: pytest.FixtureRequest, found: Any, known: Mapping[str, str]
) -> None:
    if not is_whole(request.config):
        return
    seen = found()
    new = [f"{name}: {at}" for name, at in sorted(seen) if last(at) not in known]
    assert not new, "\n".join(new)
    assert set(known) - {last(at) for _, at in seen} == set()


@pytest.mark.parametrize("reason", sorted({*ABSENT.values(), *EMPTY.values()}))
def test_the_reason_of_each_gap_cites_the_material(reason: str) -> None:
    assert cited(reason)
