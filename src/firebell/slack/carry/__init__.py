"""How each effect is carried out, found after doubt, and swept. A file a subject.

`CARRY`, `FIND` and `SWEEP` are the tables; an effect without a row in `FIND` may be repeated.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from firebell.app.ports import Done, Job
from firebell.domain import effects as e
from firebell.slack.carry import channels, people, posts, records
from firebell.slack.carry.tools import Tools

Carrier = Callable[[Tools, Job, Any], Awaitable[Done]]
Finder = Callable[[Tools, Job, Any], Awaitable[Done | None]]
Sweeper = Callable[[Tools, Job, Any], Awaitable[int]]

CARRY: dict[type[e.Body], Carrier] = {
    e.CreateChannel: channels.create,
    e.SetPurpose: channels.set_purpose,
    e.KeepTopic: channels.keep_topic,
    e.AddBookmark: channels.add_bookmark,
    e.PinCard: channels.pin,
    e.ArchiveChannel: channels.archive,
    e.InvitePeople: people.invite,
    e.ReadGroup: people.read_group,
    e.Say: posts.say,
    e.Tell: posts.tell,
    e.KeepMessage: posts.keep_message,
    e.ShareRecord: records.share,
}

FIND: dict[type[e.Body], Finder] = {
    e.CreateChannel: channels.find_created,
    e.AddBookmark: channels.find_bookmark,
    e.Say: posts.find_said,
    e.Tell: posts.find_told,
    e.KeepMessage: posts.find_kept,
    e.ShareRecord: records.find,
}

SWEEP: dict[type[e.Body], Sweeper] = {
    e.CreateChannel: channels.sweep_created,
    e.AddBookmark: channels.sweep_bookmarks,
    e.Say: posts.sweep,
    e.Tell: posts.sweep,
    e.KeepMessage: posts.sweep,
    e.ShareRecord: records.sweep,
}
