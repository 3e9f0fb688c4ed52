"""What a person can choose in a menu: people, places that they see, files, what the app offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_sandbox.control_api.context import Context
from slack_sandbox.state.element_values import InvalidValue
from slack_sandbox.state.entities import Channel, Json, Person
from slack_sandbox.state.shapes.files import file_shape


class PersonsChoices:
    """Implements `element_values.Choices` for a block of a view (by id) or a message (by ts)."""

    def __init__(self, context: Context, person: Person, where: str, block: str) -> None:
        self.context = context
        self.workspace = context.workspace
        self.person = person
        self.where = where
        self.block = block

    def offered_options(self, element: Json) -> Sequence[Json]:
        """The options that the app has offered this person in this element."""
        key = (self.person.id, self.where, self.block, element["action_id"])
        return [*self.workspace.offered_options.get(key, {}).values()]

    def resolve(self, element: Json, name_or_id: str) -> Any:
        """The id for an id or a name, or the file for a file's id. Raises InvalidValue."""
        kind = element["type"].removeprefix("multi_")
        if kind == "users_select":
            return self._user(name_or_id).id
        if kind == "file_input":
            return self._file(element, name_or_id)
        return self._place(element, name_or_id, public=kind == "channels_select")

    def _user(self, name_or_id: str) -> Person:
        found = self.workspace.people[self.context.user_id(name_or_id)]
        if found.deleted:
            raise InvalidValue(f"{found.name} is deactivated.")
        return found

    def _file(self, element: Json, name_or_id: str) -> Json:
        file = self.workspace.files.get(name_or_id)
        if file is None:
            raise InvalidValue(f"There is no file {name_or_id!r}.")
        types = [str(filetype).lower() for filetype in element.get("filetypes") or []]
        if types and str(file["name"]).rpartition(".")[2].lower() not in types:
            raise InvalidValue(f"{file['name']} is not one of {', '.join(types)}.")
        return file_shape(file, "")

    def _place(self, element: Json, name_or_id: str, *, public: bool) -> str:
        """A channel that is seen and fits the menu; where direct messages do, a person too."""
        filter = element.get("filter") or {}
        wanted = ["public"] if public else filter.get("include")
        channel = self.workspace.channel(name_or_id)
        if channel is not None and not channel.is_archived and self.person.sees(channel):
            found, kind = channel.id, _kind(channel)
        elif not public and self.workspace.person(name_or_id):
            person = self._user(name_or_id)
            if person.is_bot and filter.get("exclude_bot_users"):
                raise InvalidValue(f"{person.name} is a bot.")
            found, kind = person.id, "im"
        else:
            raise InvalidValue(f"There is no channel {name_or_id!r}.")
        if wanted is not None and kind not in wanted:
            raise InvalidValue(f"{name_or_id!r} can't be chosen here.")
        return found


def _kind(channel: Channel) -> str:
    if channel.is_direct:
        return "im" if channel.im else "mpim"
    return "private" if channel.is_private else "public"
