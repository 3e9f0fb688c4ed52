"""How each effect is carried out, found after doubt, and swept. A file a subject.

`CARRY_OUT`, `FIND` and `SWEEP` are the tables; an effect without a row in `FIND` may be repeated.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from firebell.app.ports import Done, Job
from firebell.domain import effects as e
from firebell.slack.effects import channels, invitations, messages, record_file
from firebell.slack.effects.context import EffectContext

Carrier = Callable[[EffectContext, Job, Any], Awaitable[Done]]
Finder = Callable[[EffectContext, Job, Any], Awaitable[Done | None]]
Sweeper = Callable[[EffectContext, Job, Any], Awaitable[int]]

CARRY_OUT: dict[type[e.Body], Carrier] = {
    e.CreateChannel: channels.create,
    e.SetPurpose: channels.set_purpose,
    e.KeepTopic: channels.keep_topic,
    e.AddBookmark: channels.add_bookmark,
    e.PinCard: channels.pin,
    e.ArchiveChannel: channels.archive,
    e.InvitePeople: invitations.invite,
    e.ReadGroup: invitations.read_group,
    e.Say: messages.say,
    e.Tell: messages.tell,
    e.KeepMessage: messages.keep_message,
    e.ShareRecord: record_file.share,
}

FIND: dict[type[e.Body], Finder] = {
    e.CreateChannel: channels.find_created,
    e.AddBookmark: channels.find_bookmark,
    e.Say: messages.find_said,
    e.Tell: messages.find_told,
    e.KeepMessage: messages.find_kept,
    e.ShareRecord: record_file.find,
}

SWEEP: dict[type[e.Body], Sweeper] = {
    e.CreateChannel: channels.sweep_created,
    e.AddBookmark: channels.sweep_bookmarks,
    e.Say: messages.sweep,
    e.Tell: messages.sweep,
    e.KeepMessage: messages.sweep,
    e.ShareRecord: record_file.sweep,
}
