"""How those outside are reached is a secret, and what is wrong with it is said without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from firebell.compose import places
from firebell.outside.chat import Places
from firebell.outside.email import MailServer, Security
from firebell.outside.pagerduty import ENQUEUE, PagerDuty
from firebell.outside.webhook import Hook
from firebell.settings import BadSettings, Settings, complete, read_settings

TEAMS = "# Owners\ndesk https://example.com/a?sig=secret\n\nlocal http://127.0.0.1:9/b\n"


SIGNED = "whsec_a2tra2tra2tra2tra2tra2tra2tra2tr"
KEY = "e93facc04764012d7bfb002500d5d1a6"


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


def test_webhooks_and_pagerduty_are_read_and_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "hooks"
    file.write_text(f"tracker https://example.com/secret {SIGNED}\n")
    found = read_settings(
        {"FIREBELL_WEBHOOKS_FILE": str(file), "FIREBELL_PAGERDUTY_FILE": str(key_in(tmp_path))}
    )
    assert places(found) == Places(
        hooks={"tracker": Hook(address="https://example.com/secret", secret=b"k" * 24)},
        pagerduty=PagerDuty(url=ENQUEUE, keys={"duty": KEY}),
    )
    shown = f"{found!r}{places(found)!r}"
    assert not [each for each in ("example.com/secret", KEY, "kkk") if each in shown]
    eu = "https://events.eu.pagerduty.com/v2/enqueue"
    inside = settings(webhooks=f"a http://127.0.0.1:9/ {SIGNED}", webhooks_inside=True)
    assert places(inside).hooks["a"].inside
    assert places(settings(pagerduty_url=eu)).pagerduty == PagerDuty(url=eu)


def key_in(folder: Path) -> Path:
    """A file of PagerDuty's keys."""
    file = folder / "keys"
    file.write_text(f"duty {KEY}\n")
    return file


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"teams": "desk http://example.com/secret"}, "FIREBELL_TEAMS, line 1"),
        ({"teams": "\ndesk=https://example.com/secret"}, "FIREBELL_TEAMS, line 2"),
        ({"teams": "desk https://example.com:secret/"}, "FIREBELL_TEAMS, line 1"),
        ({"webhooks": f"a http://example.com/secret {SIGNED}"}, "FIREBELL_WEBHOOKS, line 1"),
        ({"webhooks": "a https://example.com/secret"}, "FIREBELL_WEBHOOKS, line 1"),
        ({"webhooks": "a https://example.com/ whsec_secret"}, "FIREBELL_WEBHOOKS, line 1"),
        ({"webhooks": "a https://example.com/ whsec_c2VjcmV0"}, "24 to 64 bytes"),
        ({"webhooks": f"a https://example.com/ {SIGNED[6:]}"}, "whsec_"),
        ({"pagerduty": "duty secret"}, "FIREBELL_PAGERDUTY, line 1"),
        ({"pagerduty_url": "http://example.com/secret"}, "FIREBELL_PAGERDUTY_URL"),
        ({"pagerduty_api": "http://example.com/secret"}, "FIREBELL_PAGERDUTY_API"),
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


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"github_url": "http://example.com"}, "FIREBELL_GITHUB_URL"),
        ({"jira_token": "secret", "jira_user": "a@example.com"}, "FIREBELL_JIRA_URL"),
        ({"jira_token": "secret", "jira_url": "https://example.com"}, "FIREBELL_JIRA_USER"),
    ],
)
def test_a_trackers_token_goes_to_no_address_where_it_could_be_read(
    given: dict[str, str], said: str
) -> None:
    with pytest.raises(BadSettings) as caught:
        complete(settings(bot_token="xoxb-1", app_token="xapp-1", **given))
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)


def test_trackers_tokens_are_read_from_files_and_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("secret\n")
    found = read_settings({"FIREBELL_GITHUB_TOKEN_FILE": str(file)})
    assert found.github_token == SecretStr("secret")
    assert "secret" not in repr(places(found))


def test_blanks_and_line_ends_around_a_setting_are_no_part_of_it() -> None:
    """A token that ended in a line's end went to Slack with it, and nothing came back."""
    found = settings(bot_token=" xoxb-1\n", app_token="xapp-1\n", client_id=" 12.3 ")
    assert (found.token, found.client_id) == ("xoxb-1", "12.3")
    assert found.app_token == SecretStr("xapp-1")
    assert complete(found) == found


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"app_token": "xapp-1 2"}, "SLACK_APP_TOKEN: there is a blank"),
        ({"bot_token": "xoxb-1\n2"}, "SLACK_BOT_TOKEN: there is a blank"),
        ({"app_token": "xoxb-1"}, "SLACK_APP_TOKEN: it would begin with xapp-"),
    ],
)
def test_a_token_of_another_shape_is_named_and_never_repeated(
    given: dict[str, str], said: str
) -> None:
    with pytest.raises(BadSettings) as caught:
        complete(settings(**{"bot_token": "xoxb-1", "app_token": "xapp-1", **given}))
    assert said in str(caught.value)
    assert "xoxb-1" not in str(caught.value)
