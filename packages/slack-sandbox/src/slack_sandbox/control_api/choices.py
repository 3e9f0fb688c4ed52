"""What a person can choose in a menu: people, places that they see, files, what the app offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_sandbox.control_api.context import People
from slack_sandbox.state.element_values import BadEntry
from slack_sandbox.state.entities import Channel, Json, Person
from slack_sandbox.state.shapes.files import file_shape


class PersonsChoices:
    """Implements `entries.Choices`, for one block of a view (its id) or of a message (its ts)."""

    def __init__(self, people: People, person: Person, where: str, block: str) -> None:
        self.people = people
        self.workspace = people.workspace
        self.person = person
        self.where = where
        self.block = block

    def offered(self, element: Json) -> Sequence[Json]:
        """By the app, to this person in this element."""
        key = (self.person.id, self.where, self.block, element["action_id"])
        return [*self.workspace.suggested.get(key, {}).values()]

    def named(self, element: Json, given: str) -> Any:
        """An id or a name becomes an id, a file's id the file. Raises BadEntry."""
        kind = element["type"].removeprefix("multi_")
        if kind == "users_select":
            return self._user(given).id
        if kind == "file_input":
            return self._file(element, given)
        return self._place(element, given, public=kind == "channels_select")

    def _user(self, given: str) -> Person:
        found = self.workspace.people[self.people.user_id(given)]
        if found.deleted:
            raise BadEntry(f"{found.name} is deactivated.")
        return found

    def _file(self, element: Json, given: str) -> Json:
        file = self.workspace.files.get(given)
        if file is None:
            raise BadEntry(f"There is no file {given!r}.")
        types = [str(one).lower() for one in element.get("filetypes") or []]
        if types and str(file["name"]).rpartition(".")[2].lower() not in types:
            raise BadEntry(f"{file['name']} is not one of {', '.join(types)}.")
        return file_shape(file, "")

    def _place(self, element: Json, given: str, *, public: bool) -> str:
        """A channel that is seen and fits the menu; where direct messages do, a person too."""
        filter = element.get("filter") or {}
        wanted = ["public"] if public else filter.get("include")
        channel = self.workspace.channel(given)
        if channel is not None and not channel.is_archived and self.person.sees(channel):
            found, kind = channel.id, _kind(channel)
        elif not public and self.workspace.person(given):
            person = self._user(given)
            if person.is_bot and filter.get("exclude_bot_users"):
                raise BadEntry(f"{person.name} is a bot.")
            found, kind = person.id, "im"
        else:
            raise BadEntry(f"There is no channel {given!r}.")
        if wanted is not None and kind not in wanted:
            raise BadEntry(f"{given!r} can't be chosen here.")
        return found


def _kind(channel: Channel) -> str:
    if channel.is_direct:
        return "im" if channel.im else "mpim"
    return "private" if channel.is_private else "public"
