"""How those outside are reached is a secret, and what is wrong with it is said without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from firebell.compose import places
from firebell.outside.chat import Places
from firebell.outside.email import MailServer, Security
from firebell.settings import BadSettings, Settings, read_settings

TEAMS = "# Owners\ndesk https://example.com/a?sig=secret\n\nlocal http://127.0.0.1:9/b\n"


def settings(**more: object) -> Settings:
    return Settings.model_validate(more)


def test_places_outside_are_read_from_settings_and_from_files_of_secrets(tmp_path: Path) -> None:
    file = tmp_path / "teams"
    file.write_text(TEAMS)
    found = read_settings({"FIREBELL_TEAMS_FILE": str(file)})
    assert found.teams_addresses == {
        "desk": "https://example.com/a?sig=secret",
        "local": "http://127.0.0.1:9/b",
    }
    assert "sig=secret" not in repr(found)
    mail = settings(
        mail_server="smtp.example.com:587",
        mail_from="a@example.com",
        mail_user="firebell",
        mail_password=SecretStr("very-secret"),
    )
    assert "very-secret" not in repr(mail)
    assert places(mail) == Places(
        mail=MailServer(
            host="smtp.example.com",
            port=587,
            sender="a@example.com",
            security=Security.STARTTLS,
            user="firebell",
            password="very-secret",
        )
    )
    assert places(settings()) == Places()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"teams": "desk http://example.com/secret"}, "FIREBELL_TEAMS, line 1"),
        ({"teams": "\ndesk=https://example.com/secret"}, "FIREBELL_TEAMS, line 2"),
        ({"teams": "desk https://example.com:secret/"}, "FIREBELL_TEAMS, line 1"),
        ({"mail_server": "smtp.example.com"}, "smtp.example.com:587 would be right"),
        ({"mail_server": "smtp.example.com:25"}, "FIREBELL_MAIL_FROM"),
        (
            {
                "mail_server": "smtp.example.com:25",
                "mail_from": "a@example.com",
                "mail_security": "none",
                "mail_user": "secret",
            },
            "FIREBELL_MAIL_SECURITY",
        ),
    ],
)
def test_what_is_wrong_is_named_and_never_repeated(given: dict[str, str], said: str) -> None:
    with pytest.raises(BadSettings) as caught:
        places(settings(**given))
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)
