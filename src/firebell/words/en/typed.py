"""English: what people type for what we have. Read without regard to case and accents.

Names of other bots' commands stand here too: at night hands type what they are used to.
"""

from __future__ import annotations

ALIASES = {
    "help": ("commands", "usage"),
    "list": ("ls", "incidents"),
    "status": ("state", "summary", "info"),
    "update": ("updates", "announce"),
    "edit": ("rename", "correct"),
    "severity": ("sev", "priority", "prio"),
    "close": ("resolve", "resolved", "closed"),
    "reopen": ("unresolve",),
    "handover": ("handoff",),
    "catchup": ("recap", "brief"),
    "roles": ("role", "lead", "leads", "assign", "take"),
    "steps": ("checklist",),
    "action": ("todo", "followup", "follow-up", "task"),
    "actions": ("todos", "followups", "follow-ups", "tasks"),
    "redact": ("remove",),
    "record": ("timeline", "export", "report"),
    "review": ("postmortem", "retro"),
    "drill": ("test", "practice", "practise", "exercise"),
    "past": ("retrospective", "retroactive", "backdate"),
    "raise": ("new", "declare", "open", "create", "start", "trigger"),
    "menu": ("options",),
    "channel": ("room",),
}
"""Each does what the command does."""
ALONE = frozenset(("test", "practice", "practise", "exercise"))
"""Only where nothing follows: *test environment is down* is no drill."""

OFFERED = {
    "end": "close",
    "ended": "close",
    "stop": "close",
    "finish": "close",
    "finished": "close",
    "done": "close",
    "over": "close",
    "fixed": "close",
    "solved": "close",
    "cancel": "close",
    "decline": "close",
    "merge": "close",
    "mitigate": "update",
    "mitigated": "update",
    "tell": "update",
    "inform": "update",
    "change": "edit",
    "fix": "edit",
    "title": "edit",
    "service": "edit",
    "escalate": "severity",
    "downgrade": "severity",
    "upgrade": "severity",
    "delete": "redact",
    "confidential": "private",
    "secret": "private",
    "security": "private",
    "page": "roles",
    "ask": "roles",
    "commander": "roles",
    "owner": "roles",
}
"""What may be meant: it is offered, and never done without asking."""

REVIEW_VERBS = {
    "file": "file",
    "download": "file",
    "copy": "file",
    "publish": "publish",
    "send": "send",
    "ask": "send",
}
"""Behind `review`: what comes next."""

SMALL = frozenset(
    ("it", "its", "s", "is", "was", "as", "a", "an", "the", "this", "that", "to", "now", "set")
)
"""May stand before a name without changing what is named."""

FOR = frozenset(("for", "to"))
"""May stand before whose an action is."""

BEFORE_PEOPLE = frozenset(("to", "with", "and", "for", "by", "ask", "is", "as"))
"""May stand before somebody's name."""

STATUS_NAMES = {
    "investigating": ("investigating", "looking into it"),
    "identified": ("identified", "cause identified", "cause found", "cause known"),
    "monitoring": (
        "monitoring",
        "fixed, watching it",
        "watching it",
        "watching",
        "mitigated",
    ),
}

OUTCOME_NAMES = {
    "resolved": ("resolved",),
    "false_alarm": (
        "false alarm",
        "false positive",
        "no incident",
        "not an incident",
        "no real incident",
        "nothing was wrong",
        "nothing wrong",
    ),
    "duplicate": (
        "duplicate",
        "duplicate of",
        "dup",
        "dup of",
        "dupe",
        "dupe of",
        "same as",
        "the same as",
        "same as another",
        "same as another incident",
        "merged into",
    ),
}

SEVERITY_NAMES = ("p", "s", "sev", "severity", "prio", "priority")
"""Before a number: `sev 1` is the severity whose name ends in 1, where only one does."""

NOT = ("not", "no", "never", "than", "t")
"""Before a name: it is what it is not."""

MINE = frozenset(("mine", "my", "me", "own"))
LATE = frozenset(("late", "overdue", "due"))
NOBODYS = frozenset(("nobody", "nobodys", "nobody's", "unassigned", "unowned"))
EVERYTHING = frozenset(("all", "open", "everything", "now", "please"))
"""Behind `list`, these leave nothing out."""
