"""Which keys the file has, table by table, and how long its texts may be.

`docs/playbook.md` has a heading for each table and a row for each key; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

TOP = ""
"""The name here of what stands above the first table."""

KEYS: Mapping[str, tuple[str, ...]] = {
    TOP: (
        "organisation",
        "language",
        "time_zone",
        "severity_word",
        "when_unsure",
        "channel_name",
        "announce",
        "drill_announce",
        "invite",
        "archive_after",
        "call",
        "review_within",
        "record_emoji",
        "severity",
        "role",
        "service",
        "step",
        "document",
        "private",
        "permissions",
        "retention",
        "hours",
        "tell",
        "stakeholders_read",
        "rota",
        "page",
        "webhook",
        "field",
        "operators",
        "feedback",
        "tracker",
        "status_page",
        "alerts",
        "review",
        "review_section",
    ),
    "severity": (
        "key",
        "criteria",
        "loud",
        "update_every",
        "answer_within",
        "announce",
        "invite",
        "review",
        "reminders_wait",
        "call",
        "factors",
        "needs",
        "place",
    ),
    "role": ("key", "name", "short", "duty", "in_charge", "writes_updates", "services"),
    "service": (
        "key",
        "name",
        "channels",
        "leads",
        "invite",
        "contact",
        "call",
        "announce",
        "time_zone",
        "highest",
        "depends_on",
        "feeds",
    ),
    "step": (
        "key",
        "words",
        "moment",
        "role",
        "severities",
        "services",
        "within",
        "offers",
        "done_by",
        "while_open",
    ),
    "document": ("title", "url", "services"),
    "field": ("key", "question", "kind", "choices", "hint", "asked", "required", "card"),
    "private": ("invite", "call"),
    "permissions": ("raise", "take_part", "update", "close"),
    "retention": ("private", "public", "drills"),
    "hours": ("working_days", "working", "quiet", "silent_after"),
    "review": ("word", "canvas"),
    "review_section": ("key", "title", "ask", "holds"),
    "rota": ("key", "people", "begins", "handover", "weeks", "time_zone", "exceptions"),
    "page": ("pagerduty", "severities", "services", "private"),
    "webhook": ("key", "moments", "severities", "services", "private", "drills"),
    "tracker": (
        "key",
        "kind",
        "project",
        "services",
        "labels",
        "kind_of_issue",
        "private",
        "drills",
    ),
    "status_page": (
        "key",
        "name",
        "kind",
        "project",
        "services",
        "labels",
        "components",
        "impact",
        "title",
        "names",
        "address",
    ),
    "alerts": (
        "key",
        "kind",
        "channel",
        "service",
        "service_label",
        "services",
        "severity_label",
        "severities",
        "raise",
        "at_once_severities",
        "at_once_labels",
        "at_once_after",
        "fields",
        "ended",
    ),
    "tell": (
        "severities",
        "services",
        "channels",
        "people",
        "groups",
        "teams",
        "email",
        "private",
        "drills",
    ),
}

ORGANISATION = 80
SEVERITY_WORD = 20
SEVERITY_KEY = 12
"""A severity's key stands in topics and channel names."""
KEY = 60
CRITERIA = 300
"""All criteria stand together under one choice, which holds 2,000 characters (a label's hint)."""
ROLE_NAME = 48
SHORT_NAME = 20
DUTY = 300
SERVICE_NAME = 75
"""A line of a list in Slack holds 75 characters (Slack's page of option objects)."""
CONTACT = 150
WORDS = 150
DOCUMENT_TITLE = 75
FACTOR = 75
QUESTION = 150
"""Beside Firebell's own questions, which are shorter."""
CHOICE = 75
HINT = 150
FIELD_KEY = 40
URL = 2048
"""Slack's page of bookmarks."""
CHANNEL_NAME = 80
CALL = 1000
"""A call's address: it stands in messages, and where it fits in the topic."""

SEVERITIES = 9
"""Ten round buttons in Slack, and *Not sure* is one of them."""
ROLES = 50
SERVICES = 99
"""A list in Slack has 100 lines, and *Not sure* is one of them."""
STEPS = 200
DOCUMENTS = 10
FACTORS = 10
"""A group of boxes in Slack has ten."""
FIELDS = 20
"""A form in Slack has 100 blocks: with all roles and all groups of boxes, this many are left."""
CHOICES = 100
"""A list in Slack has 100 lines."""
NEIGHBOURS = 10
TELL = 50
PAGES = 50
WEBHOOKS = 50
ROTAS = 50
TRACKERS = 50
STATUS_PAGES = 50
ALERTS = 50
PAGE_NAME = 50
"""It stands beside a box in a form, with what pressing it does."""
PARTS = 20
LABEL = 50
"""GitHub takes labels of 50 characters."""
REVIEW_SECTIONS = 20
REVIEW_TITLE = 75
REVIEW_QUESTION = 300
LONGEST_TURN = 26
"""Weeks."""

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST = timedelta(days=366)
SHORTEST_KEPT = timedelta(days=1)
"""What is kept shorter might go while people still work with it."""
LONGEST_KEPT = timedelta(days=36600)
