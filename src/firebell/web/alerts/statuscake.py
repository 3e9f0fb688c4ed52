"""StatusCake's webhook: a form, which carries its proof in a field.

statuscake.com/kb/knowledge-base/how-to-use-the-web-hook-url: `Token` is the MD5 of user name and
key of the API, written together; `Status` is `Up` or `Down`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from firebell.domain.alerts import AlertState, Signal
from firebell.web.alerts.parts import (
    LONGEST_KEY,
    LONGEST_LABEL,
    LONGEST_TITLE,
    Unusable,
    link,
    needed,
    words,
)

STATES = {"down": AlertState.FIRING, "up": AlertState.ENDED}
MOST_FIELDS = 100


def form(body: bytes) -> Mapping[str, str]:
    """The form's fields, as they were sent. Raises Unusable."""
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Unusable("It is no form.") from None
    return dict(pairs)


def read(sent: Mapping[str, str]) -> Sequence[Signal]:
    """The one test. Raises Unusable."""
    state = STATES.get(sent.get("Status", "").strip().lower())
    if state is None:
        raise Unusable("The field Status is neither Up nor Down.")
    name, url = words(sent.get("Name"), LONGEST_TITLE), words(sent.get("URL"), LONGEST_KEY)
    tags = words(sent.get("Tags"), LONGEST_LABEL)
    found = {
        "name": name[:LONGEST_LABEL],
        "tags": tags,
        "service": tags.partition(",")[0].strip(),
        "status_code": words(sent.get("StatusCode"), LONGEST_LABEL),
    }
    test = words(sent.get("TestID"), LONGEST_KEY) or url or name
    return [
        Signal(
            key=needed(test, "TestID, or URL,"),
            title=needed(name or url[:LONGEST_TITLE], "Name, or URL,"),
            state=state,
            link=link(sent.get("URL")),
            labels={label: value for label, value in found.items() if value},
        )
    ]
