"""The one way in to the reactions: every event has a row or is silent, a keep is named once."""

from __future__ import annotations

from firebell.domain.effects import Effect, ShareRecord
from firebell.domain.events import Joined, MadeReal, Noted, RecordAsked
from tests.domain.build import CHANNEL, DECLARED, DRILL, NOW
from tests.domain.reactions.build import invited, reactions_to


def test_what_is_noted_is_on_the_record_and_nothing_else_follows() -> None:
    noted = Noted(at=NOW, by="UALICE", text="It began at three")
    assert reactions_to(noted, DECLARED, CHANNEL) == []


def test_who_comes_to_help_is_brought_in_as_soon_as_there_is_a_channel() -> None:
    joined = Joined(at=NOW, by="UBOB")
    assert reactions_to(joined, DECLARED, CHANNEL) == [invited("join", "UBOB")]
    assert reactions_to(joined, DECLARED) == []


def test_the_record_goes_where_it_was_asked_for() -> None:
    asked = RecordAsked(at=NOW, by="UBOB", channel="UBOB")
    assert reactions_to(asked, DECLARED, CHANNEL) == [
        Effect(body=ShareRecord(channel="UBOB"), reaction="share-record", target="UBOB")
    ]


def test_what_is_kept_true_is_named_once_for_an_event() -> None:
    real = MadeReal(at=NOW, by="UALICE", announce=("CHELP",))
    targets = [
        effect.target
        for effect in reactions_to(real, DRILL, CHANNEL)
        if isinstance(effect, Effect) and effect.keep
    ]
    assert targets == ["topic", "card:C1", "told:CDRILLS", "told:CHELP", "confirmation"]
