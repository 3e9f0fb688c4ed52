"""A playbook from its file: each part read, then what only the whole can tell."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

from firebell.domain import calls
from firebell.domain.hours import Hours
from firebell.domain.place import Place
from firebell.domain.playbook import (
    Audience,
    Document,
    DoneBy,
    Loudness,
    Moment,
    Offer,
    Permissions,
    Playbook,
    Retention,
    ReviewRule,
    Role,
    Service,
    Severity,
    StakeholdersRead,
    Step,
)
from firebell.domain.review_template import Holds, ReviewRules, Section
from firebell.domain.rota import Rota
from firebell.domain.status_pages import StatusPage, StatusPageKind
from firebell.playbook_file import keys, outside, values
from firebell.playbook_file.alerts import alert_source
from firebell.playbook_file.faults import Fault, PlaybookFaults
from firebell.playbook_file.lines import find_lines
from firebell.playbook_file.status_pages import status_page
from firebell.playbook_file.syntax import parse
from firebell.playbook_file.tables import Source, Table
from firebell.playbook_file.team_fields import read_field
from firebell.playbook_file.trackers import tracker
from firebell.words.catalogue import LANGUAGES

NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Known:
    """The keys of what the file defines elsewhere."""

    roles: Collection[str]
    rotas: Collection[str]
    severities: Collection[str]
    services: Collection[str]


def read_playbook(path: Path) -> Playbook:
    """The process that the file describes. Raises PlaybookFaults, all at once."""
    try:
        return read_text(path, path.read_bytes())
    except OSError as error:
        return read_text(path, error)


def read_text(path: Path, contents: bytes | OSError) -> Playbook:
    """The process that these contents of the file describe. Raises PlaybookFaults, all at once."""
    if isinstance(contents, OSError):
        raise _unreadable(path, contents.strerror or str(contents)) from contents
    try:
        text = contents.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _unreadable(path, "it is not text in UTF-8") from error
    given, read, broken = parse(text)
    faults = [Fault(str(path), line.line, line.what, line.would_be_right) for line in broken]
    if given is None:
        raise PlaybookFaults(tuple(faults))
    source = Source(str(path), find_lines(read), incomplete=bool(broken), faults=faults)
    playbook = _playbook(Table(source, keys.TOP, (), given))
    if source.faults:
        raise PlaybookFaults(tuple(sorted(source.faults, key=lambda fault: fault.line or 0)))
    return playbook


def fingerprint(path: Path) -> str:
    """What tells one content of the file from another."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _unreadable(path: Path, why: str) -> PlaybookFaults:
    right = "a file that Firebell can read, such as examples/small/playbook.toml"
    return PlaybookFaults((Fault(str(path), None, f"it can't be read: {why}", right),))


def _playbook(top: Table) -> Playbook:
    severities = tuple(_severity(table) for table in _need(top, "severity", keys.SEVERITIES))
    severity_keys = [severity.key for severity in severities]
    service_keys = _service_keys(top)
    roles = tuple(_role(table, service_keys) for table in _need(top, "role", keys.ROLES))
    role_keys = [role.key for role in roles]
    rotas = tuple(_rota(table) for table in top.tables("rota", keys.ROTAS))
    rota_keys = [rota.key for rota in rotas]
    known = Known(role_keys, rota_keys, severity_keys, service_keys)
    services = tuple(_service(table, known) for table in _need(top, "service", keys.SERVICES))
    steps = tuple(_step(table, known) for table in top.tables("step", keys.STEPS))
    documents = tuple(
        _document(table, service_keys) for table in top.tables("document", keys.DOCUMENTS)
    )
    webhooks = tuple(
        outside.webhook(table, severity_keys, service_keys)
        for table in top.tables("webhook", keys.WEBHOOKS)
    )
    fields = tuple(read_field(table) for table in top.tables("field", keys.FIELDS))
    trackers = tuple(tracker(t, service_keys) for t in top.tables("tracker", keys.TRACKERS))
    pages = tuple(
        status_page(table, service_keys, severity_keys)
        for table in top.tables("status_page", keys.STATUS_PAGES)
    )
    alerts = tuple(
        alert_source(table, service_keys, severity_keys)
        for table in top.tables("alerts", keys.ALERTS)
    )
    for name, found in (
        ("severity", severity_keys),
        ("role", role_keys),
        ("service", service_keys),
        ("step", [step.key for step in steps]),
        ("rota", rota_keys),
        ("webhook", [webhook.key for webhook in webhooks]),
        ("field", [field.key for field in fields]),
        ("tracker", [each.key for each in trackers]),
        ("status_page", [page.key for page in pages]),
        ("alerts", [source.key for source in alerts]),
    ):
        _once(top, name, found)
    _one_own_page(top, pages)
    _one_in_charge(top, roles)
    _threads_above(top, severities)
    private = top.table("private")
    example = f'when_unsure = "{severity_keys[0] if severity_keys else "P1"}"'
    return Playbook(
        organisation=top.need(
            "organisation",
            values.line_of_text(keys.ORGANISATION),
            "",
            'organisation = "Example"',
        ),
        severities=severities,
        roles=roles,
        services=services,
        steps=steps,
        documents=documents,
        when_unsure=top.need("when_unsure", values.one_of(severity_keys), "", example),
        severity_word=top.read(
            "severity_word", values.line_of_text(keys.SEVERITY_WORD), "severity"
        ),
        language=top.read("language", values.one_of(list(LANGUAGES)), "en"),
        time_zone=top.read("time_zone", values.time_zone, "UTC"),
        channel_name=top.read(
            "channel_name", values.channel_name, "inc-{number}-{service}-{title}"
        ),
        announce=top.several("announce", values.channel),
        drill_announce=top.several("drill_announce", values.channel),
        invite=top.several("invite", values.person_or_group),
        retention=_retention(top.table("retention")),
        hours=_hours(top.table("hours")),
        rotas=rotas,
        fields=fields,
        operators=top.several("operators", values.person),
        feedback=top.read("feedback", values.https_address, "") or None,
        tell=tuple(
            outside.tell(table, severity_keys, service_keys)
            for table in top.tables("tell", keys.TELL)
        ),
        pages=tuple(
            outside.page(table, severity_keys, service_keys)
            for table in top.tables("page", keys.PAGES)
        ),
        webhooks=webhooks,
        trackers=trackers,
        status_pages=pages,
        alerts=alerts,
        stakeholders_read=top.read(
            "stakeholders_read", values.choice(StakeholdersRead), StakeholdersRead.UPDATE
        ),
        call=top.read("call", values.call_address(calls.FIELDS), ""),
        private_call=private.read("call", values.call_address(calls.PRIVATE_FIELDS), ""),
        private_invite=private.several("invite", values.person_or_group),
        permissions=_permissions(top.table("permissions")),
        archive_after=top.read("archive_after", values.duration, NOTHING) or None,
        review_within=top.read("review_within", values.duration, timedelta(days=10)),
        review_rules=_review(top),
        record_emoji=top.several("record_emoji", values.emoji) or ("pushpin",),
    )


def _service_keys(top: Table) -> list[str]:
    """The keys of all services, before they are read: they name each other."""
    found = top.contents.get("service")
    tables = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    named = [each.get("key") or made_key(str(each.get("name") or "")) for each in tables]
    return [key for key in named if isinstance(key, str)]


def _need(top: Table, name: str, most: int) -> tuple[Table, ...]:
    """At least one of them."""
    if name not in top.contents and not top.source.incomplete:
        top.fault(None, f"there is no [[{name}]]", f"[[{name}]], once for each")
    return top.tables(name, most)


def _severity(table: Table) -> Severity:
    found = Severity(
        key=table.need("key", values.key(keys.SEVERITY_KEY), "", 'key = "P1"'),
        criteria=table.need(
            "criteria",
            values.line_of_text(keys.CRITERIA, ", since all stand together under one choice"),
            "",
            'criteria = "Nobody can use the service"',
        ),
        loud=table.read("loud", values.choice(Loudness), Loudness.HERE),
        update_every=table.read("update_every", values.duration, NOTHING) or None,
        answer_within=table.read("answer_within", values.duration, NOTHING) or None,
        announce=table.several("announce", values.channel),
        invite=table.several("invite", values.person_or_group),
        review=table.read("review", values.choice(ReviewRule), ReviewRule.OFFERED),
        reminders_wait=table.read("reminders_wait", values.flag, False),
        call=table.read("call", values.call_address(calls.FIELDS), ""),
        factors=table.several(
            "factors",
            values.line_of_text(keys.FACTOR, ", since a box in Slack holds no more beside it"),
        ),
        needs=table.read("needs", values.number(1, keys.FACTORS), 1),
        place=table.read("place", values.choice(Place), Place.CHANNEL),
    )
    if len(found.factors) > keys.FACTORS:
        right = f"at most {keys.FACTORS}, since a group of boxes in Slack holds no more"
        table.fault("factors", f"factors has {len(found.factors)} lines", right)
    elif found.needs > len(found.factors) and "needs" in table.contents:
        what = f"needs is the number {found.needs}, and factors has {len(found.factors)}"
        table.fault("needs", what, "at most as many as there are factors")
    return found


def _threads_above(top: Table, severities: Sequence[Severity]) -> None:
    """A thread hangs beneath an announcement, which has to be somewhere."""
    announced = bool(top.contents.get("announce"))
    for number, severity in enumerate(severities):
        if severity.place is Place.THREAD and not severity.announce and not announced:
            what = f'severity "{severity.key}": place is "thread", and nothing is announced'
            right = 'announce = ["#incidents"] here or at the top, or no place'
            top.source.fault((*top.at("severity"), number, "place"), what, right)


def _role(table: Table, services: Collection[str]) -> Role:
    name = table.need("name", values.line_of_text(keys.ROLE_NAME), "", 'name = "Technical lead"')
    found = Role(
        key=table.need("key", values.key(), "", 'key = "technical"'),
        name=name,
        short=table.read("short", values.line_of_text(keys.SHORT_NAME), name[: keys.SHORT_NAME]),
        duty=table.need(
            "duty", values.line_of_text(keys.DUTY), "", 'duty = "You decide what is tried."'
        ),
        in_charge=table.read("in_charge", values.flag, False),
        writes_updates=table.read("writes_updates", values.flag, False),
        services=table.several("services", values.one_of(services)),
    )
    if found.in_charge and found.services:
        what = "the role in charge is only there for some services"
        table.fault("services", what, "left out, since every incident has somebody in charge")
    return found


def _rota(table: Table) -> Rota:
    rota = Rota(
        key=table.need("key", values.key(), "", 'key = "apply-duty"'),
        people=table.several("people", values.person),
        begins=table.need("begins", values.day, date.min, 'begins = "2026-11-23"'),
        handover=table.read("handover", values.hour, time(9)),
        weeks=table.read("weeks", values.weeks, 1),
        time_zone=table.read("time_zone", values.time_zone, "") or None,
        exceptions=table.several("exceptions", values.substitute),
    )
    if "people" not in table.contents and not table.source.incomplete:
        right = 'people = ["alice@example.com", "bob@example.com"]'
        table.fault(None, "people is missing", right)
    return rota


def _service(table: Table, known: Known) -> Service:
    name = table.need(
        "name",
        values.line_of_text(keys.SERVICE_NAME, ", since a line of a list in Slack holds no more"),
        "",
        'name = "Apply"',
    )
    leads: dict[str, str] = {}
    for role, person in table.inner("leads"):
        if role not in known.roles:
            meant = values.nearest(role, known.roles)
            right = f'"{meant}"' if meant else values.choices(known.roles)
            table.fault("leads", f'leads has the role "{role}", which is not here', right, role)
            continue
        try:
            leads[role] = values.person_or_rota(known.rotas)(person)
        except values.Wrong as wrong:
            what = f"leads has {values.shown(person)} for {role}"
            table.fault("leads", what, wrong.right, role)
    key = table.read("key", values.key(), made_key(name))
    return Service(
        key=key,
        name=name,
        channels=table.several("channels", values.channel),
        leads=leads or None,
        invite=table.several("invite", values.person_or_group),
        contact=table.read("contact", values.line_of_text(keys.CONTACT), "") or None,
        call=table.read("call", values.call_address(calls.FIELDS), ""),
        announce=table.several("announce", values.channel),
        time_zone=table.read("time_zone", values.time_zone, "") or None,
        highest=table.read("highest", values.one_of(known.severities), "") or None,
        depends_on=_neighbours(table, "depends_on", key, known),
        feeds=_neighbours(table, "feeds", key, known),
    )


def _neighbours(table: Table, which: str, key: str, known: Known) -> tuple[str, ...]:
    """Other services, by key."""
    found = table.several(which, values.one_of(known.services))
    if key in found:
        table.fault(which, f"{which} has the service itself", "other services")
    if len(found) > keys.NEIGHBOURS:
        right = f"at most {keys.NEIGHBOURS}, since all stand on the card"
        table.fault(which, f"{which} has {len(found)} services", right)
    return found


def _step(table: Table, known: Known) -> Step:
    words = table.need(
        "words", values.line_of_text(keys.WORDS), "", 'words = "Tell the security team"'
    )
    return Step(
        key=table.read("key", values.key(), made_key(words)),
        words=words,
        moment=table.read("moment", values.choice(Moment), Moment.RAISED),
        role=table.read("role", values.one_of(known.roles), "") or None,
        severities=table.several("severities", values.one_of(known.severities)),
        services=table.several("services", values.one_of(known.services)),
        within=table.read("within", values.duration, NOTHING) or None,
        offers=table.read("offers", _offer, None),
        done_by=table.read("done_by", _done_by, None),
        while_open=table.read("while_open", values.flag, False),
    )


def _offer(value: object) -> Offer | None:
    return values.choice(Offer)(value)


def _done_by(value: object) -> DoneBy | None:
    return values.choice(DoneBy)(value)


def _permissions(table: Table) -> Permissions:
    """What is left out keeps its default; who raises can't be a lead of what is not there yet."""
    default = Permissions()
    audience = values.choice(Audience)
    raisers = values.one_of([Audience.MEMBERS.value, Audience.GUESTS.value])
    return Permissions(
        raise_=tuple(map(Audience, table.several("raise", raisers))) or default.raise_,
        take_part=table.several("take_part", audience) or default.take_part,
        update=table.several("update", audience) or default.update,
        close=table.several("close", audience) or default.close,
    )


def _retention(table: Table) -> Retention:
    def kept(key: str) -> timedelta | None:
        return table.read(key, values.time_kept, NOTHING) or None

    return Retention(private=kept("private"), public=kept("public"), drills=kept("drills"))


def _review(top: Table) -> ReviewRules:
    """What is left out keeps its default: Firebell's own sections, and no Word file."""
    table, default = top.table("review"), ReviewRules()
    sections = tuple(
        Section(
            key=each.need("key", values.key(), "", 'key = "went_well"'),
            title=each.read("title", values.line_of_text(keys.REVIEW_TITLE), ""),
            ask=each.read("ask", values.line_of_text(keys.REVIEW_QUESTION), ""),
            holds=each.read("holds", values.choice(Holds), Holds.NOTHING),
        )
        for each in top.tables("review_section", keys.REVIEW_SECTIONS)
    )
    named = [section.key for section in sections]
    for key in sorted({key for key in named if named.count(key) > 1}):
        top.fault("review_section", f'two of [[review_section]] have the key "{key}"', "one each")
    return ReviewRules(
        sections=sections or default.sections,
        word=table.read("word", values.word_file, default.word),
        canvas=table.read("canvas", values.flag, default.canvas),
    )


def _hours(table: Table) -> Hours:
    """What is left out keeps its default: Monday to Friday from nine to five, quiet from ten."""
    default = Hours()
    days = table.several("working_days", values.one_of(keys.WEEK))
    return Hours(
        working_days=tuple(map(keys.WEEK.index, days)) or default.working_days,
        working=table.read("working", values.working, default.working),
        quiet=table.read("quiet", values.quiet, default.quiet),
        silent_after=table.read("silent_after", values.duration, default.silent_after),
    )


def _document(table: Table, services: Collection[str]) -> Document:
    return Document(
        title=table.need(
            "title", values.line_of_text(keys.DOCUMENT_TITLE), "", 'title = "Playbook"'
        ),
        url=table.need("url", values.https_address, "", 'url = "https://example.com/playbook"'),
        services=table.several("services", values.one_of(services)),
    )


def made_key(words: str) -> str:
    """A key from words, the same for the same words: letters and digits, hyphens between."""
    plain = re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")[: keys.KEY].strip("-")
    return plain or hashlib.sha256(words.encode()).hexdigest()[:8]


def _once(top: Table, name: str, found: Collection[str]) -> None:
    seen: set[str] = set()
    for number, key in enumerate(found):
        if key and key in seen:
            what = f'{name} {number + 1}: the key "{key}" is taken by an earlier {name}'
            top.fault(name, what, "another key", number)
        seen.add(key)


def _one_own_page(top: Table, pages: Collection[StatusPage]) -> None:
    own = [number for number, page in enumerate(pages) if page.kind is StatusPageKind.OWN]
    for number in own[1:]:
        what = f"status_page {number + 1}: there is a page of our own already"
        top.fault("status_page", what, "one page with all services", number)


def _one_in_charge(top: Table, roles: Collection[Role]) -> None:
    leading = [role.name for role in roles if role.in_charge]
    if roles and not leading and not top.source.incomplete:
        top.fault("role", "no role is in charge", "in_charge = true at one [[role]]", 0)
    if len(leading) > 1:
        names = ", ".join(leading)
        top.fault("role", f"{names} are all in charge", "in_charge = true at one [[role]]", 0)
