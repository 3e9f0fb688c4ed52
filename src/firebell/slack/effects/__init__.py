"""How each effect is carried out, found after doubt, and swept. A file a subject.

`CARRY_OUT`, `FIND` and `SWEEP` are the tables, by the body's class. What may be repeated has a row
in `CARRY_OUT` alone; a sweep looks for the doubles of another effect, and what comes due is carried
out by the rules: these two have no row at all.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from firebell.app.ports import Done, Job
from firebell.domain import effects as e
from firebell.slack.effects import (
    canvas,
    channels,
    invitations,
    messages,
    pictures,
    record_file,
    sight,
    withdrawal,
)
from firebell.slack.effects.context import EffectContext

B = TypeVar("B", bound=e.Body)
T = TypeVar("T")
Carrier = Callable[[EffectContext, Job, Any], Awaitable[Done]]
Finder = Callable[[EffectContext, Job, Any], Awaitable[Done | None]]
Sweeper = Callable[[EffectContext, Job, Any], Awaitable[int]]


def _row(
    body: type[B], function: Callable[[EffectContext, Job, B], Awaitable[T]]
) -> tuple[type[e.Body], Callable[[EffectContext, Job, Any], Awaitable[T]]]:
    """A row of a table; the type checker refuses a function that is for another body."""
    return body, function


CARRY_OUT: dict[type[e.Body], Carrier] = dict(
    [
        _row(e.CreateChannel, channels.create),
        _row(e.JoinChannel, channels.join),
        _row(e.SetPurpose, channels.set_purpose),
        _row(e.KeepTopic, channels.keep_topic),
        _row(e.KeepName, channels.keep_name),
        _row(e.AddBookmark, channels.add_bookmark),
        _row(e.PinCard, channels.pin),
        _row(e.ArchiveChannel, channels.archive),
        _row(e.InvitePeople, invitations.invite),
        _row(e.ReadGroup, invitations.read_group),
        _row(e.ReadStakeholders, invitations.read_stakeholders),
        _row(e.Say, messages.say),
        _row(e.Tell, messages.tell),
        _row(e.KeepMessage, messages.keep_message),
        _row(e.ShareRecord, record_file.share),
        _row(e.ShareReview, record_file.share),
        _row(e.KeepCanvas, canvas.keep),
        _row(e.KeepPictures, pictures.keep),
        _row(e.PublishHome, sight.publish_home),
        _row(e.TakeBack, withdrawal.take_back),
        _row(e.DeleteLines, withdrawal.delete_lines),
        _row(e.ClearChannel, withdrawal.clear_channel),
    ]
)

FIND: dict[type[e.Body], Finder] = dict(
    [
        _row(e.CreateChannel, channels.find_created),
        _row(e.AddBookmark, channels.find_bookmark),
        _row(e.Say, messages.find_said),
        _row(e.Tell, messages.find_told),
        _row(e.KeepMessage, messages.find_kept),
        _row(e.ShareRecord, record_file.find),
        _row(e.ShareReview, record_file.find),
        _row(e.KeepCanvas, canvas.find),
    ]
)

SWEEP: dict[type[e.Body], Sweeper] = dict(
    [
        _row(e.CreateChannel, channels.sweep_created),
        _row(e.AddBookmark, channels.sweep_bookmarks),
        _row(e.Say, messages.sweep),
        _row(e.Tell, messages.sweep),
        _row(e.KeepMessage, messages.sweep),
        _row(e.ShareRecord, record_file.sweep),
        _row(e.ShareReview, record_file.sweep),
        _row(e.KeepCanvas, canvas.sweep),
    ]
)
