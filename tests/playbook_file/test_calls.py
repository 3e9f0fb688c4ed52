"""The address of a call in the playbook: https, with known fields behind the host."""

from __future__ import annotations

import pytest

from firebell.domain.calls import FIELDS, PRIVATE_FIELDS
from firebell.playbook_file.values import Wrong, call_address


@pytest.mark.parametrize(
    "address",
    [
        "https://meet.example.com/fixed",
        "https://meet.example.com/{number}-{channel}?s={service}#{severity}{yymmdd}",
    ],
)
def test_an_address_is_taken_as_it_is_written(address: str) -> None:
    assert call_address(FIELDS)(address) == address


@pytest.mark.parametrize(
    ("address", "right"),
    [
        (7, 'an address such as "https://meet.example.com/inc-{number}"'),
        ("http://meet.example.com", '"https://meet.example.com"'),
        ("meet.example.com/{number}", 'an address such as "https://example.com/page"'),
        ("https://meet.example.com/{numbr}", "{number}"),
        (
            "https://meet.example.com/{title}",
            "one of {number}, {channel}, {service}, {severity}, {yymmdd}",
        ),
        ("https://meet.example.com/{number!r}", "{number}"),
        (
            "https://meet.example.com/{",
            "made of whole fields: {number}, {channel}, {service}, {severity}, {yymmdd}",
        ),
        ("https://{number}.example.com/", "with its fields behind the name of the host"),
        ("https://meet.example.com/a b", 'an address such as "https://example.com/page"'),
        (f"https://meet.example.com/{'a' * 1000}", "at most 1000"),
    ],
)
def test_what_is_no_address_of_a_call_is_said_with_what_would_be_right(
    address: object, right: str
) -> None:
    with pytest.raises(Wrong) as wrong:
        call_address(FIELDS)(address)
    assert wrong.value.right == right


def test_of_what_is_private_an_address_holds_the_number_and_the_day_alone() -> None:
    assert call_address(PRIVATE_FIELDS)("https://m.example/{number}{yymmdd}")
    with pytest.raises(Wrong) as wrong:
        call_address(PRIVATE_FIELDS)("https://m.example/{channel}")
    assert wrong.value.right == "one of {number}, {yymmdd}"
