"""To whom the bot's token goes, and what counts as a picture."""

from __future__ import annotations

import pytest

from firebell.slack.client.gateway import is_slacks_own
from firebell.slack.effects.pictures import kind_of

SLACK = "https://slack.com/api/"
LOCAL = "http://127.0.0.1:8080/api/"


@pytest.mark.parametrize(
    ("url", "base", "own"),
    [
        ("https://files.slack.com/files-pri/T1-F1/a.png", SLACK, True),
        ("https://slack.com/files/a.png", "https://www.slack.com/api/", True),
        ("https://files.slack-gov.com/a.png", "https://slack-gov.com/api/", True),
        ("http://127.0.0.1:8080/files/F1/a.png", LOCAL, True),
        ("http://files.slack.com/a.png", SLACK, False),
        ("https://files.slack.com.example.com/a.png", SLACK, False),
        ("https://evilslack.com/a.png", SLACK, False),
        ("https://slack.com@example.com/a.png", SLACK, False),
        ("https://a@files.slack.com/a.png", SLACK, False),
        ("https://files.slack.com:8443/a.png", SLACK, False),
        ("http://127.0.0.1:9090/files/F1/a.png", LOCAL, False),
        ("https://drive.example.com/a.png", SLACK, False),
        ("", SLACK, False),
    ],
)
def test_the_token_goes_to_slack_alone(url: str, base: str, own: bool) -> None:
    assert is_slacks_own(url, base) is own


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF....WEBPVP8 ", "image/webp"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"<!DOCTYPE html>", None),
        (b"", None),
    ],
)
def test_a_picture_is_known_by_its_bytes(content: bytes, kind: str | None) -> None:
    assert kind_of(content) == kind
