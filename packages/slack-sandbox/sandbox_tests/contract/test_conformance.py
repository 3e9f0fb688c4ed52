"""All that the sandbox has said in this test run, against what others recorded of Slack.

It runs last. `DEVIATIONS` is reviewed: each has its reason, and the list may only shrink.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import ValidationError

from sandbox_tests.contract.judging import merged, missing_paths, unknown_paths
from sandbox_tests.contract.material import (
    FOLDERS,
    OUTSIDE,
    block_kit,
    cited,
    common_errors,
    documented,
    needs_outside,
    recorded,
    table,
    typed,
)
from sandbox_tests.contract.seen import SEEN, Json, is_whole
from slack_sandbox.web_api.methods import METHODS

pytestmark = pytest.mark.last

Found = Iterator[tuple[str, str]]

GENERIC = "typescript/GenericMessage.schema.json has it of every message; this sample had none"
SAID = "json-logs/api/chat.postMessage.json has it of the same message"
FILES = "json-logs/events/MessageFileSharePayload.json has it of the same message"
BOTS = "json-logs/events/MessagePayload.json has it of a bot; the recorded one was a person's"
RENAMED = "json-logs/events/MessageChannelNamePayload.json has it of the same message"
UNKNOWN = "docs/methods/users.info.json names it for the same argument; here nothing is named"
ACTION = "typescript/BlockActionBody.schema.json has it"
UNTYPED = "typescript/Blocks.schema.json has the element, but no schema has its action"
SHARED = "json-logs/events/MemberJoinedChannelPayload.json has it of the same envelope"
CONVERTED = "docs/events/events.json names the subtype, of which nobody has recorded an event"
LIMIT = "docs/methods/conversations.list.json names it for the same argument"
SOMETIMES: Mapping[tuple[str, str], str] = {
    ("chat.update", "has .message.parent_user_id"): SAID,
    ("conversations.replies", "has .messages[].purpose"): GENERIC,
    ("conversations.replies", "has .messages[].topic"): GENERIC,
    ("conversations.setTopic", "has .channel.internal_team_ids"): SHARED,
    ("message channel_topic", "has .context_team_id"): SHARED,
    ("message channel_topic", "has .event.team"): SHARED,
    ("message message_changed", "has .context_team_id"): SHARED,
    ("message message_changed", "has .event.message.reactions"): GENERIC,
    ("message message_deleted", "has .event.previous_message.name"): RENAMED,
    ("message message_deleted", "has .event.previous_message.old_name"): RENAMED,
    ("message message_deleted", "has .event.previous_message.purpose"): GENERIC,
    ("message message_deleted", "has .event.previous_message.reactions"): GENERIC,
    ("message message_deleted", "has .event.previous_message.topic"): GENERIC,
}
"""Deviations that some runs have and some have not: tests that choose at random find them."""

DEVIATIONS: Mapping[tuple[str, str], str] = {
    (
        "chat.postMessage",
        "error: cannot_dm_bot",
    ): "undocumented but real (HubSpot/slack-client#90), see docs/slack-facts.md, Limits",
    (
        "chat.postMessage",
        "error: user_disabled",
    ): "docs/methods/conversations.open.json names it for the same target",
    (
        "conversations.replies",
        "error: not_in_channel",
    ): "docs/methods/conversations.history.json names it for the same channel",
    (
        "conversations.open",
        "error: cannot_dm_bot",
    ): "undocumented but real (HubSpot/slack-client#90), see docs/slack-facts.md, Limits",
    (
        "files.completeUploadExternal",
        "error: cannot_reply_to_message",
    ): "docs/methods/chat.postMessage.json names it for the same argument",
    ("users.conversations", "error: user_not_found"): UNKNOWN,
    (
        "reactions.list",
        "error: invalid_cursor",
    ): "docs/methods/users.list.json names it for the same argument",
    (
        "chat.postMessage",
        "error: invalid_attachments",
    ): "docs/methods/chat.update.json names it for the same argument",
    ("chat.scheduledMessages.list", "error: invalid_limit"): LIMIT,
    ("conversations.history", "error: invalid_limit"): LIMIT,
    ("reactions.list", "error: invalid_limit"): LIMIT,
    ("users.list", "error: invalid_limit"): LIMIT,
    ("users.getPresence", "error: user_not_found"): UNKNOWN,
    (
        "conversations.replies",
        "has .messages[].client_msg_id",
    ): "json-logs/api/conversations.history.json has it of the same messages; a bot's has none",
    (
        "conversations.replies",
        "has .messages[].root",
    ): "json-logs/api/conversations.history.json has it of the same messages",
    (
        "conversations.replies",
        "has .messages[].subtype",
    ): "json-logs/api/conversations.history.json has it of the same messages",
    ("message thread_broadcast", "has .event.bot_id"): BOTS,
    ("message thread_broadcast", "has .event.bot_profile"): BOTS,
    ("chat.postMessage", "warning: message_truncated"): "docs/slack-facts.md, Limits",
    ("chat.update", "has .message.root"): SAID,
    ("chat.update", "has .message.subtype"): SAID,
    ("chat.update", "has .message.thread_ts"): SAID,
    (
        "message message_changed",
        "has .event.message.root",
    ): "json-logs/events/MessageThreadBroadcastPayload.json has it of the same message",
    (
        "app_mention",
        "has .event.parent_user_id",
    ): "json-logs/events/MessagePayload.json has it of the same message",
    ("message message_changed", "has .event.message.files"): FILES,
    ("message message_changed", "has .event.previous_message.files"): FILES,
    ("conversations.history", "has .messages[].pinned_to"): GENERIC,
    ("conversations.history", "has .messages[].name"): RENAMED,
    ("conversations.history", "has .messages[].old_name"): RENAMED,
    **{
        (kind, "has .context_team_id"): SHARED
        for kind in (
            "app_mention",
            "channel_shared",
            "message",
            "message channel_join",
            "message channel_leave",
            "message file_share",
        )
    },
    **{
        ("message", f"no recorded shape MessageChannelConvertTo{kind}Payload"): CONVERTED
        for kind in ("Private", "Public")
    },
    ("message file_share", "has .event.team"): GENERIC,
    ("message file_share", "has .event.bot_id"): BOTS,
    ("message file_share", "has .event.bot_profile"): BOTS,
    ("reactions.get", "has .message.edited"): GENERIC,
    ("message message_changed", "has .event.previous_message.reactions"): GENERIC,
    (
        "message_action",
        "has .message.reactions[].users",
    ): "json-logs/api/conversations.history.json has it of the same reactions",
    ("pin_added", "has .event.item.message.client_msg_id"): GENERIC,
    ("pin_added", "has .event.item.message.edited"): GENERIC,
    ("pin_added", "has .event.item.message.reactions"): GENERIC,
    ("pin_removed", "has .event.item.message.client_msg_id"): GENERIC,
    ("pin_removed", "has .event.item.message.edited"): GENERIC,
    ("pin_removed", "has .event.item.message.reactions"): GENERIC,
    (
        "block_actions",
        ": 'response_url' is a required property",
    ): "typescript/BlockActionBody.schema.json needs it of forms and Home too, whose presses have "
    "no message to replace (docs/slack-facts.md, Triggers)",
    (
        "command",
        "has .is_enterprise_install: a text, not a flag",
    ): "a form has texts only: typescript/Slash.schema.json says text, the recorded sample a flag",
    (
        "pin_added",
        "pin_count: is no string",
    ): "json-logs/events/PinAddedPayload.json has a number",
    **{
        ("block_actions", f"actions.0.confirm.{text}: is no string"): "json-logs/app-backend/"
        "interactive-components/BlockActionPayload.json has an object"
        for text in ("title", "text")
    },
    ("view_submission", "has .response_urls"): "typescript/ViewSubmit.schema.json has it",
    ("block_actions", "has .actions[].selected_options"): ACTION,
    ("block_actions", "has .actions[].icon"): ACTION,
    ("block_actions", "has .actions[].selected_channels"): ACTION,
    ("block_actions", "has .actions[].selected_conversations"): ACTION,
    ("block_actions", "has .actions[].selected_users"): ACTION,
    (
        "block_actions",
        "has .actions[].selected_date_time",
    ): "typescript/ViewSubmit.schema.json has it of the same element",
    **{
        ("block_actions", f"actions.0: none of them fits {kind}"): UNTYPED
        for kind in ("datetimepicker", "email_text_input", "number_input", "url_text_input")
    },
}

SENT_BADLY = {"missing_charset", "superfluous_charset"}
"""Of any method: python-slack-sdk#692 shows the answers."""
ENVELOPE = {"ok", "error", "errors", "warning", "response_metadata", "needed", "provided"}
EVENTS = {"app_home_opened": "AppHomeOpened", "app_mention": "AppMention",
          "channel_archive": "ChannelArchive", "member_joined_channel": "MemberJoined",
          "pin_added": "PinAdded", "reaction_added": "ReactionAdded"}  # fmt: skip
INTERACTIONS = {
    "block_actions": ("BlockActionBody", "interactive-components/BlockActionPayload"),
    "view_submission": ("ViewSubmit", "views/ViewSubmissionPayload"),
    "view_closed": ("ViewClosed", "views/ViewClosedPayload"),
    "shortcut": ("GlobShortcut", None),
    "message_action": ("MsgShortcut", "interactive-components/MessageShortcutPayload"),
    "block_suggestion": (None, None),
}


def in_answers() -> Found:
    """Errors that are not documented, keys and types that were never recorded, keys that lack."""
    for name, arguments, answer in SEEN.answers.values():
        data = documented(name)
        if not answer["ok"]:
            error = answer["error"]
            known = set(data.get("errors", [])) if data else _tabled(name)
            if error not in known | common_errors() and not _arranged(name, error):
                yield name, f"error: {error}"
            continue
        if data is None:
            continue
        for lack in missing_paths(answer, data.get("output") or {}):
            yield name, f"lacks {lack}"
        known = {*data.get("warnings", []), *_warnings(_example(data) or {}), *SENT_BADLY}
        for warning in _warnings(answer) - known:
            yield name, f"warning: {warning}"
        told = {f".{key}" for key in (data.get("output") or {}).get("properties", {})}
        for unknown_path in _unknown(_plain(answer), recorded("api", name), _example(data)) - told:
            yield name, f"has {unknown_path}"
        for key in set(arguments) - set(data["args"]["properties"]) - {"team_id", "token"}:
            yield name, f"argument: {key}"


def in_errors() -> Found:
    """Errors that the table of methods has not, of the methods that it has."""
    for name, _, answer in SEEN.answers.values():
        error = answer.get("error")
        if error is None or name not in table() or _arranged(name, error):
            continue
        if error not in _tabled(name) | common_errors():
            yield name, f"error: {error}"


def _tabled(name: str) -> frozenset[str]:
    return table()[name].errors if name in table() else frozenset()


def _warnings(answer: Json) -> set[str]:
    """Those it has, which stand in two places."""
    found = (answer.get("response_metadata") or {}).get("warnings", [])
    assert answer.get("warning", "") == ",".join(found)
    return set(found)


def _plain(answer: Json) -> Json:
    """Without its warnings: every answer may have them."""
    about = {k: v for k, v in (answer.get("response_metadata") or {}).items() if k != "warnings"}
    return {**answer, "response_metadata": about}


def examples(data: Mapping[str, Any]) -> list[Json]:
    """The documentation's own answers."""
    found = [example.get("example") for example in (data.get("examples") or {}).values()]
    return [
        message
        for message in found
        if isinstance(message, dict) and message.get("ok") and set(message) > {"ok"}
    ]


def _example(data: Mapping[str, Any]) -> Any:
    """All of them as one."""
    return merged(list(examples(data)))


def _unknown(answer: Json, *samples: Any) -> set[str]:
    """What is in none of the samples."""
    known = [
        {**dict.fromkeys(ENVELOPE), **sample} for sample in samples if isinstance(sample, dict)
    ]
    found = [set(unknown_paths(answer, sample)) for sample in known]
    return set.intersection(*found) if found else set()


def _arranged(method: str, error: str) -> bool:
    """An error that a test arranged itself, or asked for."""
    return method == "api.test" or error in ("fatal_error", "internal_error")


def in_types(folder: Path) -> Found:
    """What the official types need, and a payload has not."""
    for kind, payload in SEEN.payloads.values():
        if kind == "events_api":
            inner = payload["event"]
            yield from _lacks(inner["type"], inner, _type_of_event(inner), folder)
        elif kind == "slash_commands":
            yield from _lacks("command", payload, "Slash", folder)
        else:
            type_, _ = INTERACTIONS[payload["type"]]
            yield from _lacks(payload["type"], payload, type_, folder)


def _type_of_event(event: Json) -> str | None:
    if event["type"] == "message":
        return None if event.get("subtype") else "GenericMessage"
    return EVENTS.get(event["type"])


def in_payloads() -> Found:
    """What is in a payload and was in none of the recorded shapes."""
    for kind, payload in SEEN.payloads.values():
        if kind == "events_api":
            yield from _event(payload)
        elif kind == "slash_commands":
            yield from _recorded("command", payload, "slash-commands/SlashCommandPayload")
        else:
            _, sample = INTERACTIONS[payload["type"]]
            yield from _recorded(payload["type"], payload, sample)


def _event(payload: Json) -> Found:
    inner = payload["event"]
    name = inner["type"]
    if name == "message":
        subtype = inner.get("subtype")
        about = (subtype or "").removeprefix("message_")
        samples = [f"Message{_camel(about)}Payload"]
        samples += ["MessageBotPayload"] if not subtype else []
    else:
        samples = [f"{_camel(name)}Payload"]
    wanted = [record for record in (recorded("events", sample) for sample in samples) if record]
    if not wanted:
        yield name, f"no recorded shape {samples[0]}"
        return
    whole = {key: value for payload in wanted for key, value in payload.items()}
    event = {key: value for payload in wanted for key, value in payload["event"].items()}
    label = f"{name} {inner['subtype']}" if inner.get("subtype") else name
    for unknown_path in unknown_paths(payload, {**whole, "event": event}):
        yield label, f"has {unknown_path}"


def _recorded(name: str, payload: Json, sample: str | None) -> Found:
    if sample:
        for unknown_path in unknown_paths(payload, recorded("app-backend", sample)):
            yield name, f"has {unknown_path}"


def _lacks(name: str, payload: Json, type_: str | None, folder: Path) -> Found:
    if type_ is None:
        return
    for error in typed(type_, folder).iter_errors(payload):
        for at, what in _briefly(error):
            if not {"blocks", "elements"} & set(at):
                yield name, f"{'.'.join(at)}: {what}"


def _briefly(error: ValidationError) -> Iterator[tuple[list[str], str]]:
    """Where and what is wrong; of several shapes only in that one which is of this type."""
    if error.instance is None:
        return  # Slack sends null for what is not there (`docs/slack-facts.md`, The wire)
    at = [str(part) for part in error.absolute_path]
    if error.validator != "anyOf" or not isinstance(error.instance, dict):
        yield (
            at,
            error.message[:80] if error.validator != "type" else f"is no {error.validator_value}",
        )
        return
    shapes: dict[Any, list[ValidationError]] = {}
    for inner in error.context or []:
        shapes.setdefault(inner.schema_path[0], []).append(inner)
    of_type = [
        errors for errors in shapes.values() if all(each.validator != "const" for each in errors)
    ]
    if not of_type:
        yield at, f"none of them fits {error.instance.get('type')}"
    for inner in min(of_type, key=len, default=[]):
        yield from _briefly(inner)


def in_blocks() -> Found:
    """Blocks and views that the sandbox took and the schema of Block Kit would not."""
    for key, value in SEEN.blocks.values():
        if key == "view":
            validator = block_kit("modal_view" if value["type"] == "modal" else "home_view")
            values: list[Any] = [value]
        else:
            validator, values = block_kit("block"), value
        for item in values:
            for error in validator.iter_errors(item):
                yield key, f"{error.json_path}: {error.message[:120]}"


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def test_the_run_has_seen_answers_payloads_and_blocks() -> None:
    assert SEEN.answers
    assert SEEN.payloads
    assert SEEN.blocks


def unknown(found: Iterable[tuple[str, str]]) -> list[str]:
    """What `DEVIATIONS` does not have."""
    known = {*DEVIATIONS, *SOMETIMES}
    return [f"{where}: {what}" for where, what in sorted(set(found) - known)]


def test_every_error_stands_in_the_table_of_methods() -> None:
    new = unknown(in_errors())
    assert not new, "\n".join(new)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_payload_has_what_the_official_types_need(folder: Path) -> None:
    new = unknown(in_types(folder))
    assert not new, "\n".join(new)


@needs_outside
@pytest.mark.parametrize("judge", [in_answers, in_payloads, in_blocks])
def test_all_that_was_said_is_what_slack_says(judge: Any) -> None:
    new = unknown(judge())
    assert not new, "\n".join(new)


def test_every_method_has_answered_with_success(request: pytest.FixtureRequest) -> None:
    if not is_whole(request.config):
        return
    answered = {name for name, _, answer in SEEN.answers.values() if answer["ok"]}
    assert set(METHODS) - answered == {"conversations.unarchive"}, "a bot can't unarchive"


@pytest.mark.parametrize("reason", sorted(set(DEVIATIONS.values())))
def test_the_reason_of_each_deviation_cites_the_contract_or_the_material(reason: str) -> None:
    assert cited(reason)


@needs_outside
def test_every_deviation_is_still_one(request: pytest.FixtureRequest) -> None:
    if not is_whole(request.config):
        return
    found = {*in_answers(), *in_payloads(), *in_types(OUTSIDE), *in_blocks()}
    assert set(DEVIATIONS) - found == set()
