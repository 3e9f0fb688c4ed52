"""Messages: said once, or kept true. Each carries an opaque key, by which it is found again.

The key stands in Slack's message metadata and says nothing of the incident.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from firebell.app.errors import ChatError, IsSoAlready, MayHaveHappened, NeverWill
from firebell.app.ports import Done, Job, StoredEffect
from firebell.domain.calls import without_calls
from firebell.domain.commands import (
    Command,
    ReportMessage,
    ReportMessageGone,
    ReportPingRefused,
    ReportPlace,
)
from firebell.domain.effects import (
    ABOUT_ACTIONS,
    QUOTE_THE_RECORD,
    DirectMessage,
    KeepMessage,
    Say,
    Tell,
)
from firebell.domain.events import AnswerMissed, HandoverMissed
from firebell.domain.incident import CARD, CONFIRMATION, SOURCE, THREAD, told
from firebell.domain.loudness import as_loud_by_now
from firebell.domain.playbook import Loudness
from firebell.domain.timely import is_timely
from firebell.slack.client.error_codes import ABOUT_THE_THREAD, may_mean_the_ping
from firebell.slack.client.gateway import ApiResponse, Refusal
from firebell.slack.effects.context import EffectContext
from firebell.slack.effects.places import identity, is_name
from firebell.slack.effects.sight import is_withdrawn, may_be_said, may_hear, may_read
from firebell.slack.views.blocks import Message
from firebell.slack.views.messages import channel, direct
from firebell.slack.views.messages.announcement import announcement
from firebell.slack.views.messages.answers import with_answer
from firebell.slack.views.messages.card import card, moved
from firebell.slack.views.messages.confirmation import confirmation
from firebell.slack.views.messages.parts import when
from firebell.slack.views.messages.summary import ten_lines
from firebell.slack.views.messages.withdrawn import handled_privately
from firebell.words.say import say as words_for
from firebell.words.text import Mention, Text

EVENT_TYPE = "firebell"
NAMING_NOTHING = (
    DirectMessage.ASK,
    DirectMessage.BROUGHT_IN,
    DirectMessage.NEIGHBOUR_NUMBER,
)
"""What somebody outside a private incident is told by choice: nothing of it but its number."""
OUT_OF_REACH = ("message_not_found", "is_inactive")
"""Somebody deleted it, or put its channel away: there is nothing to keep true for now."""
BEFORE_FIRST_TRY = timedelta(minutes=15)


async def say(context: EffectContext, job: Job, body: Say) -> Done:
    """Post it once, in a channel or in the thread of what was said there first."""
    if job.effect.sent:
        heard = may_be_said(job.incident, body)
        quietly = replace(body, loud=Loudness.NONE)
        then = channel.message(_as_then(job), quietly) if heard else None
        return await _anew(context, job, then, body)
    if not may_be_said(job.incident, body) or not _is_timely(job):
        return Done()
    place = await identity(context, job, body.channel)
    body = replace(body, loud=as_loud_by_now(job.incident, body, job.playbook))
    words, answered = with_answer(channel.message(job, body), job, body)
    without_ping = channel.message(job, replace(body, loud=Loudness.NONE))
    unpinged, _ = with_answer(without_ping, job, body)
    said = await _post(context, job, place, words, thread_of(job, body), unpinged)
    done = _done(said.answer, answered=answered)
    return replace(done, reports=_of_the_place(job, place, said))


async def tell(context: EffectContext, job: Job, body: Tell) -> Done:
    """Post it once, directly to one person. Whoever is asked to come in reads that they are asked;
    the rest is for those who may see the incident."""
    if job.effect.sent:
        # What asks about actions says how each of them stands now.
        then = job if body.what in ABOUT_ACTIONS else _as_then(job)
        sees = await _may_be_told(context, job, body)
        if sees and job.incident.private and not then.incident.private:
            # What was asked openly names what only those who are in it may read now.
            sees = await may_read(context, job.incident, body.person)
        extra = await _ten_lines(context, then, body)
        anew = direct.message(then, body, extra) if sees else None
        return await _anew(context, job, anew, body)
    if not _is_timely(job) or not await _may_be_told(context, job, body):
        return Done()
    extra = await _ten_lines(context, job, body) or await _silence(context, job)
    message, answered = with_answer(direct.message(job, body, extra), job, body)
    said = await _post(context, job, body.person, message)
    return _done(said.answer, answered=answered)


def _is_timely(job: Job) -> bool:
    return is_timely(job.incident, job.event.event, job.now)


async def _may_be_told(context: EffectContext, job: Job, body: Tell) -> bool:
    """Asking a lead names nothing of what is private, nor does what failed before anybody is in."""
    incident = job.incident
    if body.what in NAMING_NOTHING:
        return not is_withdrawn(job, body)
    keeps = incident.is_empty and incident.keeper == body.person
    if body.what is DirectMessage.FAILED and keeps:
        return True
    return await may_read(context, incident, body.person)


async def keep_message(context: EffectContext, job: Job, body: KeepMessage) -> Done:
    """Post it when it is not there yet, else change it in place, which pings nobody. Where an
    incident that is private now had been announced, its number is left."""
    there = job.incident.messages.get(body.slot)
    if body.slot != CONFIRMATION and not may_hear(job.incident, body.channel):
        if there is None or body.slot in (CARD, THREAD):
            return Done()
        await reword(context, job, there.channel, there.ts, handled_privately(job.incident))
        return Done(result={"channel": there.channel, "ts": there.ts})
    if there is None:
        return await _first(context, job, body)
    message = _kept(job, body, first=False)
    arguments = {"channel": there.channel, "ts": there.ts, **message.posted()}
    try:
        await context.slack.call("chat.update", job.may_send, **arguments)
    except Refusal as refusal:
        if refusal.code not in OUT_OF_REACH:
            raise
        if refusal.code == "message_not_found":
            gone = ReportMessageGone(where=there.channel, channel=there.channel, ts=there.ts)
            return Done(result={"channel": there.channel, "ts": there.ts}, reports=[gone])
    return Done(result={"channel": there.channel, "ts": there.ts})


async def _first(context: EffectContext, job: Job, body: KeepMessage) -> Done:
    """Post it. Where the place turns out to have an id, it is said there and not under its name."""
    place = await identity(context, job, body.channel)
    if place != body.channel:
        return Done(reports=[ReportPlace(reference=body.channel, channel=place)])
    message, quietly = _kept(job, body, first=True), _kept(job, body, first=False)
    if body.slot == THREAD:
        said = _Posted(await _in_thread_alone(context, job, place, message, thread_of(job, body)))
    else:
        said = await _post(context, job, place, message, quietly=quietly)
    stands = await _stands(context, job, body, said.answer["channel"], said.answer["ts"])
    return replace(stands, reports=[*stands.reports, *_of_the_place(job, place, said)])


async def _anew(
    context: EffectContext, job: Job, message: Message | None, body: Say | Tell
) -> Done:
    """What was said stands in other words from now on, with its answer; None: nobody may read it
    there any more, so it goes. What never was said needs nothing, nor what was taken back."""
    there = job.effect.result or {}
    if "ts" not in there or is_withdrawn(job, job.effect.body):
        return Done(result=there)
    channel, ts = str(there["channel"]), str(there["ts"])
    answered = False
    try:
        if message is None:
            await delete(context, job, channel, ts)
        else:
            message, answered = with_answer(message, job, body)
            arguments = {"channel": channel, "ts": ts, **message.posted()}
            await context.slack.call("chat.update", job.may_send, **arguments)
    except Refusal as refusal:
        if refusal.code not in OUT_OF_REACH:
            raise
    return Done(result={"channel": channel, "ts": ts, "answered": answered})


def _as_then(job: Job) -> Job:
    """What is said anew goes on saying how things stood, and when; nobody is sent to the call of
    what is over. What stands on a status page is shown as it is by now."""
    playbook = job.playbook if job.incident.is_open else without_calls(job.playbook)
    incident, now = job.then or job.incident, job.event.event.at
    incident = replace(incident, public=job.incident.public)
    return replace(job, incident=incident, now=now, playbook=playbook)


async def find_said(context: EffectContext, job: Job, body: Say) -> Done | None:
    """What was said already, from the channel's history or the thread's replies, or None."""
    place = await identity(context, job, body.channel)
    found = await found_by_key(context, job, place, thread_of(job, body))
    return _was_said(place, found[0]) if found else None


async def find_told(context: EffectContext, job: Job, body: Tell) -> Done | None:
    """What was told already, from the direct messages with this person, or None."""
    channel = await open_channel(context, body.person)
    found = await found_by_key(context, job, channel, None)
    return _was_said(channel, found[0]) if found else None


async def find_kept(context: EffectContext, job: Job, body: KeepMessage) -> Done | None:
    """The lasting message where it was first posted, with the version that it shows, or None."""
    place = await identity(context, job, body.channel)
    channel = await open_channel(context, place)
    found = await found_by_key(context, job, channel, thread_of(job, body))
    if not found:
        return None
    stands = await _stands(context, job, body, channel, found[0]["ts"])
    if place != body.channel:
        place_known = ReportPlace(reference=body.channel, channel=place)
        stands = replace(stands, reports=[*stands.reports, place_known])
    return replace(stands, version=_version(found[0]))


async def sweep(context: EffectContext, job: Job, body: Say | Tell | KeepMessage) -> int:
    """Delete all copies of a message but the one that the record knows, else the oldest; all, of
    what was taken back."""
    swept = job.swept or job.effect
    to = body.person if isinstance(body, Tell) else await identity(context, job, body.channel)
    channel = await open_channel(context, to)
    thread = None if isinstance(body, Tell) else thread_of(job, body)
    found = await found_by_key(context, job, channel, thread)
    known = (swept.result or {}).get("ts")
    if isinstance(body, KeepMessage) and body.slot in job.incident.messages:
        known = job.incident.messages[body.slot].ts
    kept = known if any(message["ts"] == known for message in found) else None
    doubles = [message for message in found if message["ts"] != (kept or found[0]["ts"])]
    for message in found if is_withdrawn(job, body) else doubles:
        await delete(context, job, channel, message["ts"])
    return len(doubles)


async def delete(context: EffectContext, job: Job, channel: str, ts: str) -> None:
    """Delete a message of ours; one that is gone is as good."""
    with suppress(IsSoAlready):
        await context.slack.call("chat.delete", job.may_send, channel=channel, ts=ts)


async def reword(context: EffectContext, job: Job, channel: str, ts: str, message: Message) -> None:
    """Let a message of ours say this; where Slack lets nobody change it any more, delete it."""
    arguments = {"channel": channel, "ts": ts, **message.posted()}
    try:
        await context.slack.call("chat.update", job.may_send, **arguments)
    except Refusal as refusal:
        if refusal.code != "message_not_found":
            await delete(context, job, channel, ts)


def key(effect: StoredEffect) -> str:
    """The same for every try of one effect."""
    return hashlib.sha256(effect.key.encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class _Posted:
    """What Slack answered, and whether it took the message without its ping alone."""

    answer: ApiResponse
    unpinged: bool = False


async def _post(
    context: EffectContext,
    job: Job,
    channel: str,
    message: Message,
    thread: str | None = None,
    quietly: Message | None = None,
) -> _Posted:
    """Post it; `quietly` is the same without its ping, which is tried where Slack refuses that."""
    try:
        return _Posted(await _posted(context, job, channel, message, thread))
    except Refusal as refusal:
        loud = quietly is not None and quietly != message
        if not loud or not may_mean_the_ping(refusal.code):
            raise
    assert quietly is not None, "what is loud can be said quietly"
    return _Posted(await _posted(context, job, channel, quietly, thread), unpinged=True)


async def _in_thread_alone(
    context: EffectContext, job: Job, channel: str, message: Message, thread: str | None
) -> ApiResponse:
    """One message in its thread, and nowhere beside it. Raises NeverWill where there is none."""
    if thread is None:
        raise NeverWill("thread_not_found")
    arguments = _arguments(job, channel, message, thread)
    return await context.slack.call("chat.postMessage", job.may_send, **arguments)


def _arguments(job: Job, channel: str, message: Message, thread: str | None) -> dict[str, object]:
    payload = {"key": key(job.effect), "version": job.effect.wanted}
    return {
        "channel": channel,
        **message.posted(),
        "metadata": {"event_type": EVENT_TYPE, "event_payload": payload},
        "thread_ts": thread,
        "unfurl_links": False,
        "unfurl_media": False,
    }


async def _posted(
    context: EffectContext, job: Job, channel: str, message: Message, thread: str | None
) -> ApiResponse:
    """One message, in a thread where Slack lets anybody answer there."""
    arguments = _arguments(job, channel, message, thread)
    try:
        return await context.slack.call("chat.postMessage", job.may_send, **arguments)
    except Refusal as refusal:
        if refusal.code in ABOUT_THE_THREAD and thread is not None:
            return await _posted(context, job, channel, message, None)
        if refusal.code != "not_in_channel":
            raise
    await context.slack.call("conversations.join", job.may_send, channel=channel)
    return await context.slack.call("chat.postMessage", job.may_send, **arguments)


def _of_the_place(job: Job, place: str, said: _Posted) -> list[Command]:
    """What is known of a place once something was said there."""
    found: list[Command] = []
    id = str(said.answer["channel"])
    if is_name(place):
        found.append(ReportPlace(reference=place, channel=id))
    if said.unpinged:
        event = job.event
        found.append(ReportPingRefused(where=id, cause=event.id, asked_by=event.event.by))
    return found


def _kept(job: Job, body: KeepMessage, *, first: bool) -> Message:
    if body.slot in (CARD, THREAD):
        return card(job) if body.slot == CARD or job.incident.home else moved(job)
    if body.slot == CONFIRMATION:
        return confirmation(job)
    return announcement(job, body.channel, first=first)


def thread_of(job: Job, body: Say | KeepMessage) -> str | None:
    """The message in whose thread it is said, where it is said in one."""
    place, source = job.incident.place(body.channel), job.incident.source
    if body.thread == SOURCE and source is not None:
        return source.thread
    slot = told(place) if body.thread == told(body.channel) else body.thread
    ref = job.incident.messages.get(slot) if slot else None
    return ref.ts if ref and ref.channel == place else None


async def found_by_key(
    context: EffectContext, job: Job, channel: str, thread: str | None
) -> list[ApiResponse]:
    """Our messages with this effect's key, oldest first."""
    effect = job.swept or job.effect
    channel = await open_channel(context, channel)
    since = (effect.first_tried or job.now) - BEFORE_FIRST_TRY
    arguments = {
        "channel": channel,
        "oldest": f"{since.timestamp():.6f}",
        "include_all_metadata": True,
        "inclusive": True,
    }
    method = "conversations.replies" if thread else "conversations.history"
    if thread:
        arguments |= {"ts": thread}
    try:
        messages = await context.slack.pages(method, "messages", **arguments)
    except Refusal as refusal:
        # A public channel that we are not in can't be read, so we join first.
        if refusal.code not in ("not_in_channel", "channel_not_found"):
            raise
        await context.slack.call("conversations.join", channel=channel)
        messages = await context.slack.pages(method, "messages", **arguments)
    mine = key(effect)
    return sorted(
        (message for message in messages if _key_of(message) == mine),
        key=lambda message: message["ts"],
    )


def _key_of(message: ApiResponse) -> object:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    return (metadata.get("event_payload") or {}).get("key")


async def link_to(context: EffectContext, channel: str, ts: str) -> str:
    """The address of a message that was just posted; empty where Slack has none for us. Where it
    does not say for the moment, the message is looked for again, since it is there."""
    try:
        answer = await context.slack.call("chat.getPermalink", channel=channel, message_ts=ts)
    except NeverWill:
        return ""
    except ChatError as error:
        raise MayHaveHappened(error.code) from error
    return str(answer.get("permalink") or "")


async def open_channel(context: EffectContext, channel: str) -> str:
    """The direct channel of a person; any other channel as it is."""
    if channel[:1] not in ("U", "W"):
        return channel
    answer = await context.slack.call("conversations.open", users=channel)
    return str(answer["channel"]["id"])


async def _ten_lines(context: EffectContext, job: Job, body: Tell) -> Text:
    """The record in ten lines, as far as it had come, where it is told with it."""
    if body.what not in QUOTE_THE_RECORD:
        return ()
    record = await context.events(job.incident.id)
    known = {id: event for id, event in record.items() if event.at <= job.now}
    return ten_lines(job.incident, known, job.playbook, job.now)


async def _silence(context: EffectContext, job: Job) -> Text:
    """Until when the silent lead's Slack is silent, where Slack says so."""
    event = job.event.event
    if not isinstance(event, AnswerMissed | HandoverMissed):
        return ()
    try:
        answer = await context.slack.call("dnd.info", user=event.person)
    except ChatError:
        return ()
    start, end = answer.get("next_dnd_start_ts") or 0, answer.get("next_dnd_end_ts") or 0
    if answer.get("snooze_enabled"):
        start, end = 0, answer.get("snooze_endtime") or 0
    if not start <= job.now.timestamp() < end:
        return ()
    until = job.now + timedelta(seconds=end - job.now.timestamp())
    return words_for("tell.silent_until", who=Mention(event.person), until=when(job, until))


def _done(answer: ApiResponse, *, answered: bool) -> Done:
    result = {"channel": answer["channel"], "ts": answer["ts"], "answered": answered}
    return Done(result=result)


def _was_said(channel: str, message: ApiResponse) -> Done:
    return Done(result={"channel": channel, "ts": message["ts"]}, version=_version(message))


def _version(message: ApiResponse) -> int:
    """The version of the effect that the message was posted with."""
    return int(message["metadata"]["event_payload"].get("version", 0))


async def _stands(
    context: EffectContext, job: Job, body: KeepMessage, channel: str, ts: str
) -> Done:
    """It is there. Of the announcement in whose thread it lives the address is asked for: people
    are sent there."""
    home = job.incident.home
    is_above = home is not None and body.slot == told(body.channel) and home == body.channel
    link = await link_to(context, channel, ts) if is_above else ""
    report = ReportMessage(slot=body.slot, channel=channel, ts=ts, link=link)
    return Done(result={"channel": channel, "ts": ts}, reports=[report])
