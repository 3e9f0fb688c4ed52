"""People whom typed words name: with a role, for the forms that ask people; several, to come along.

Whom nobody is called, or several, is not chosen: the words stay, and the form asks.
"""

from __future__ import annotations

from dataclasses import dataclass

from firebell.domain.incident import Incident, Person
from firebell.domain.named import Vocabulary, first_word, named
from firebell.domain.playbook import Playbook
from firebell.slack.client.payloads import Interaction, first_mention, without_markup
from firebell.slack.inbound.services import Services
from firebell.words.en.typed import BEFORE_PEOPLE, SMALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who is to have which role, and the words that are left where nobody was named."""

    role: str | None = None
    person: Person | None = None
    words: str = ""

    @property
    def chosen(self) -> dict[str, Person]:
        """By role, for a form."""
        return {self.role: self.person} if self.role and self.person else {}


def asked_in(services: Services, interaction: Interaction, incident: Incident, words: str) -> Asked:
    """`comms bob`, `@Bob as comms lead`, or a person alone: then to lead."""
    roles = role_names(services.process_of(incident))
    before = named(words, roles, SMALL)
    person, rest = person_in(services, interaction, incident, before.rest if before else words)
    behind = named(rest, roles, SMALL) if person and not before else None
    left = behind.rest if behind else rest
    if person is None or left:
        return Asked(words=words)
    role = before or behind
    return Asked(
        role=role.value if role else services.process_of(incident).leading_role.key, person=person
    )


def people_in(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> list[Person]:
    """All who are named one after the other: `with bob, priya and @Charlie`."""
    found: list[Person] = []
    while words:
        person, rest = person_in(services, interaction, incident, words)
        if person is None:
            break
        found, words = [*found, person], rest
    return found


def person_in(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> tuple[Person | None, str]:
    """Whom the words begin with, and what is behind; of several whoever is in the channel."""
    while (start := first_word(words))[0] in BEFORE_PEOPLE:
        words = start[1]
    words = words.lstrip(" ,;:&")
    mention = first_mention(interaction.markup)
    if mention is not None:
        shown = without_markup(mention.markup)
        if words.startswith(shown):
            return mention.person, words.removeprefix(shown).strip(" ,;:")
    called = services.called(words)
    here = tuple(who for who in called.people if incident.is_in(who))
    people = here if len(called.people) > 1 else called.people
    return (people[0], called.rest) if len(people) == 1 else (None, words)


def role_names(playbook: Playbook) -> Vocabulary:
    """What each role is called; whoever is in charge leads."""
    names = {role.key: [role.key, role.name, role.short] for role in playbook.roles}
    names[playbook.leading_role.key].append("lead")
    return names
