"""What was only assumed of how bad it is is never said as known, when somebody says it."""

from __future__ import annotations

import pytest

from firebell.domain.effects import ChannelMessage, Say
from firebell.domain.events import SeverityChanged
from firebell.slack.views.blocks import plainly
from firebell.slack.views.messages import channel
from tests.domain.build import CHANNEL, DECLARED, NOW, incident_after
from tests.slack.views.test_text_stays_text import job


@pytest.mark.parametrize(
    ("higher", "unconfirmed", "said"),
    [
        (True, False, "INC-1 is P1 now. It was P2."),
        (True, True, "INC-1 is P1 now. It had counted as P2, which nobody had confirmed."),
        (False, False, "INC-1 is P1 now, less bad than P2."),
        (False, True, "INC-1 is P1 now, less bad than P2, which nobody had confirmed."),
    ],
)
def test_a_severity_that_nobody_had_confirmed_is_not_said_to_have_been_one(
    higher: bool, unconfirmed: bool, said: str
) -> None:
    event = SeverityChanged(
        at=NOW, by="UBOB", severity="P1", before="P2", higher=higher, unconfirmed=unconfirmed
    )
    found = job(incident_after(DECLARED, CHANNEL, event), event)
    message = channel.message(found, Say(what=ChannelMessage.SEVERITY, channel="C1"))
    assert plainly(message.words, {}).splitlines()[0] == said
