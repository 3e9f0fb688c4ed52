"""Secrets and addresses, read once from the environment, from `.env`, or from files.

`SLACK_BOT_TOKEN_FILE=/run/secrets/token` is as good as `SLACK_BOT_TOKEN=…`. Whatever is missing is
named in one message. Secrets never show in a log: they are `SecretStr`.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

T = TypeVar("T")
THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
SLACK = "https://slack.com/api/"
FROM_FILES = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_CLIENT_SECRET",
    "FIREBELL_DATABASE_URL",
    "FIREBELL_TEAMS",
    "FIREBELL_WEBHOOKS",
    "FIREBELL_PAGERDUTY",
    "FIREBELL_PAGERDUTY_TOKEN",
    "FIREBELL_MAIL_PASSWORD",
    "FIREBELL_GITHUB_TOKEN",
    "FIREBELL_JIRA_TOKEN",
    "FIREBELL_STATUS_PAGES",
    "FIREBELL_ALERTS",
    "FIREBELL_NOTIFY_KEY",
)

ROUTING_KEY = re.compile(r"[A-Za-z0-9]{32}")
SIGNED_WITH = "whsec_"
"""Before the key of a webhook, in base64."""
SHORTEST_ALERT_SECRET = 16
SHORTEST_KEY, LONGEST_KEY = 24, 64
"""Bytes, as the Standard Webhooks specification wants them."""


class BadSettings(Exception):
    """Something is missing or wrong; the message names all of it."""


class Settings(BaseSettings):
    """All settings, as the environment, `.env` or files say them."""

    model_config = SettingsConfigDict(
        env_prefix="FIREBELL_",
        env_file=".env",
        extra="ignore",
        populate_by_name=True,
        hide_input_in_errors=True,
    )

    data: Path = Path("data")
    database_url: SecretStr | None = None
    playbook: Path = Path("playbook.toml")
    slack_api_url: str = SLACK
    web_host: str = "127.0.0.1"
    web_port: int = 8080
    web_url: str = ""
    clock_url: str | None = None
    send_outside: bool = True
    teams: SecretStr | None = None
    webhooks: SecretStr | None = None
    webhooks_inside: bool = False
    pagerduty: SecretStr | None = None
    pagerduty_url: str | None = None
    pagerduty_token: SecretStr | None = None
    pagerduty_api: str | None = None
    mail_server: str | None = None
    mail_security: Literal["starttls", "tls", "none"] = "starttls"
    mail_from: str | None = None
    mail_user: str = ""
    mail_password: SecretStr | None = None
    github_url: str = "https://api.github.com"
    github_token: SecretStr | None = None
    jira_url: str = ""
    jira_user: str = ""
    jira_token: SecretStr | None = None
    status_pages: SecretStr | None = None
    statuspage_url: str = "https://api.statuspage.io"
    alerts: SecretStr | None = None
    status_page_folder: Path | None = None
    notify_key: SecretStr | None = None
    notify_template: str = ""
    notify_url: str = "https://api.notifications.service.gov.uk"
    bot_token: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("SLACK_BOT_TOKEN", "bot_token")
    )
    app_token: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("SLACK_APP_TOKEN", "app_token")
    )
    signing_secret: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("SLACK_SIGNING_SECRET", "signing_secret")
    )

    client_id: str = Field(
        default="", validation_alias=AliasChoices("SLACK_CLIENT_ID", "client_id")
    )
    client_secret: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("SLACK_CLIENT_SECRET", "client_secret")
    )

    @field_validator("*", mode="before")
    @classmethod
    def _without_blanks_around(cls, value: object) -> object:
        """A blank or a line's end that came along when somebody pasted is no part of it."""
        if isinstance(value, SecretStr):
            return SecretStr(value.get_secret_value().rstrip().lstrip(" \t"))
        return value.rstrip().lstrip(" \t") if isinstance(value, str) else value

    @property
    def has_pages(self) -> bool:
        """Whether people can sign in to the pages: both settings are there."""
        return bool(self.client_id.strip() and _secret(self.client_secret).strip())

    @property
    def pages_url(self) -> str:
        """Where people reach the pages, where somebody said so. Raises BadSettings."""
        given = self.web_url.strip().rstrip("/")
        if given and not _is_safe(given):
            raise BadSettings(
                "FIREBELL_WEB_URL: an address that begins with https:// would be right."
            )
        return given

    @property
    def database(self) -> str:
        """The database's address; by default a file in the data folder."""
        if self.database_url is not None and self.database_url.get_secret_value():
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data / 'firebell.db'}"

    @property
    def socket_mode(self) -> bool:
        """Whenever there is an app-level token."""
        return bool(self.app_token and self.app_token.get_secret_value())

    @property
    def teams_addresses(self) -> Mapping[str, str]:
        """Addresses of Microsoft Teams by the names of the playbook. Raises BadSettings."""
        right = "a name, a blank, and an address that begins with https:// would be right."
        return _named("FIREBELL_TEAMS", _secret(self.teams), right, _address)

    @property
    def webhook_addresses(self) -> Mapping[str, tuple[str, bytes]]:
        """Addresses of webhooks and what they are signed with, by the names of the playbook.
        Raises BadSettings."""
        right = (
            "a name, a blank, an address that begins with https://, a blank, and whsec_ with 24 to "
            "64 bytes in base64 behind it would be right."
        )
        return _named("FIREBELL_WEBHOOKS", _secret(self.webhooks), right, _signed_address)

    @property
    def routing_keys(self) -> Mapping[str, str]:
        """PagerDuty's keys by the names of the playbook. Raises BadSettings."""
        right = "a name, a blank, and the integration key of 32 letters and digits would be right."
        return _named("FIREBELL_PAGERDUTY", _secret(self.pagerduty), right, _routing_key)

    @property
    def pagerduty_addresses(self) -> tuple[str | None, str | None]:
        """Where events for PagerDuty go and where it is asked, if not at its usual addresses.
        Raises BadSettings."""
        for name, given in (("URL", self.pagerduty_url), ("API", self.pagerduty_api)):
            if given and not _is_safe(given):
                right = "an address that begins with https:// would be right."
                raise BadSettings(f"FIREBELL_PAGERDUTY_{name}: {right}")
        return self.pagerduty_url or None, self.pagerduty_api or None

    @property
    def page_tokens(self) -> Mapping[str, str]:
        """Tokens of status pages by the keys of the playbook. Raises BadSettings."""
        right = "a key of the playbook, a blank, and the page's token would be right."
        return _named("FIREBELL_STATUS_PAGES", _secret(self.status_pages), right, _token)

    @property
    def alert_secrets(self) -> Mapping[str, str]:
        """Secrets of those who send alerts, by the names of the playbook. Raises BadSettings."""
        right = "a name of the playbook, a blank, and 16 characters or more would be right."
        return _named("FIREBELL_ALERTS", _secret(self.alerts), right, _alert_secret)

    @property
    def mail_host_and_port(self) -> tuple[str, int] | None:
        """Where mail is handed over; None where nothing says it. Raises BadSettings."""
        return _host_and_port(self) if self.mail_server else None

    @property
    def token(self) -> str:
        """The bot's token. `complete` makes sure that there is one."""
        return self.bot_token.get_secret_value() if self.bot_token else ""


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Everything at once. Raises BadSettings."""
    from_files = {
        key: _read(key, environment[f"{key}_FILE"])
        for key in FROM_FILES
        if environment.get(f"{key}_FILE")
    }
    fields = {
        key.lower().removeprefix("slack_").removeprefix("firebell_"): value
        for key, value in from_files.items()
    }
    try:
        return Settings.model_validate({**Settings().model_dump(exclude_unset=True), **fields})
    except ValidationError as wrong:
        lines = [f"{_variable(str(error['loc'][0]))}: {error['msg']}." for error in wrong.errors()]
        raise BadSettings("\n".join(lines)) from None


def complete(settings: Settings) -> Settings:
    """The same, when it is enough to talk to Slack. Raises BadSettings."""
    missing = []
    if not settings.token:
        missing.append("SLACK_BOT_TOKEN: the bot's token, which begins with xoxb-.")
    elif not settings.token.startswith("xoxb-"):
        missing.append("SLACK_BOT_TOKEN: it would begin with xoxb-; this is another kind of token.")
    if not settings.socket_mode and not _secret(settings.signing_secret).strip():
        missing.append(
            "SLACK_APP_TOKEN: the app-level token for Socket Mode, which begins with xapp-; "
            "or SLACK_SIGNING_SECRET, when Slack is to call this machine over HTTP."
        )
    missing += [
        f"{name}: there is a blank or a line's end in it, which belongs to no token."
        for name, value in (
            ("SLACK_BOT_TOKEN", settings.bot_token),
            ("SLACK_APP_TOKEN", settings.app_token),
            ("SLACK_SIGNING_SECRET", settings.signing_secret),
        )
        if any(character.isspace() for character in _secret(value))
    ]
    if settings.socket_mode and not _secret(settings.app_token).startswith("xapp-"):
        missing.append("SLACK_APP_TOKEN: it would begin with xapp-; this is another kind of token.")
    missing += _wrong_outside(settings)
    if missing:
        raise BadSettings("These settings are missing or wrong.\n" + "\n".join(missing))
    return settings


def _wrong_trackers(settings: Settings) -> list[str]:
    """A token goes to no address where it could be read on the way."""
    found = []
    if not _is_safe(settings.github_url):
        found.append("FIREBELL_GITHUB_URL: an address that begins with https:// would be right.")
    if not _is_safe(settings.statuspage_url):
        right = "an address that begins with https:// would be right."
        found.append(f"FIREBELL_STATUSPAGE_URL: {right}")
    if not _is_safe(settings.notify_url):
        found.append("FIREBELL_NOTIFY_URL: an address that begins with https:// would be right.")
    if bool(_secret(settings.notify_key)) != bool(settings.notify_template):
        found.append("FIREBELL_NOTIFY_KEY and FIREBELL_NOTIFY_TEMPLATE: they belong together.")
    if settings.jira_token is not None and not _is_safe(settings.jira_url):
        found.append("FIREBELL_JIRA_URL: https://example.atlassian.net would be right.")
    if settings.jira_token is not None and not settings.jira_user:
        found.append("FIREBELL_JIRA_USER: the address of whose token FIREBELL_JIRA_TOKEN is.")
    return found


def _wrong_outside(settings: Settings) -> list[str]:
    found = _wrong_trackers(settings)
    for read in (
        lambda: settings.teams_addresses,
        lambda: settings.webhook_addresses,
        lambda: settings.routing_keys,
        lambda: settings.page_tokens,
        lambda: settings.alert_secrets,
        lambda: settings.pagerduty_addresses,
        lambda: settings.mail_host_and_port,
    ):
        try:
            read()
        except BadSettings as bad:
            found.append(str(bad))
    return found


def _named(
    variable: str, text: str, right: str, read: Callable[[str], T | None]
) -> Mapping[str, T]:
    """Lines of a name and something secret, which is never repeated. Raises BadSettings."""
    found: dict[str, T] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, _, rest = line.strip().partition(" ")
        value = read(rest.strip())
        if value is None:
            raise BadSettings(f"{variable}, line {number}: {right}")
        found[name] = value
    return found


def _address(text: str) -> str | None:
    return text if _is_safe(text) else None


def _signed_address(text: str) -> tuple[str, bytes] | None:
    address, _, key = text.partition(" ")
    try:
        secret = base64.b64decode(key.strip().removeprefix(SIGNED_WITH), validate=True)
    except binascii.Error:
        return None
    good = key.strip().startswith(SIGNED_WITH) and SHORTEST_KEY <= len(secret) <= LONGEST_KEY
    return (address, secret) if good and _is_safe(address) else None


def _token(text: str) -> str | None:
    return text if text and not any(character.isspace() for character in text) else None


def _alert_secret(text: str) -> str | None:
    """Long enough that nobody guesses it, without blanks."""
    return _token(text) if len(text) >= SHORTEST_ALERT_SECRET else None


def _routing_key(text: str) -> str | None:
    return text if ROUTING_KEY.fullmatch(text) else None


def _is_safe(address: str) -> bool:
    """Nobody on the way reads it; on this machine there is no way."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    if any(character.isspace() for character in address) or not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in THIS_MACHINE)


def _host_and_port(settings: Settings) -> tuple[str, int]:
    host, _, port = (settings.mail_server or "").rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise BadSettings("FIREBELL_MAIL_SERVER: smtp.example.com:587 would be right.")
    if not settings.mail_from or "@" not in settings.mail_from:
        raise BadSettings("FIREBELL_MAIL_FROM: the address that mail comes from is missing.")
    unprotected = settings.mail_security == "none" and host.strip("[]") not in THIS_MACHINE
    if unprotected and settings.mail_user:
        raise BadSettings("FIREBELL_MAIL_SECURITY: a password is not sent without starttls or tls.")
    return host.strip("[]"), int(port)


def _secret(value: SecretStr | None) -> str:
    return value.get_secret_value() if value else ""


def _read(key: str, path: str) -> str:
    """What stands in the file. Somebody may have put the secret itself where its file's name
    belongs, so the name is not repeated."""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise BadSettings(
            f"{key}_FILE names a file that can't be read ({error.strerror})."
        ) from None
    except ValueError:
        raise BadSettings(f"{key}_FILE names a file that is not text in UTF-8.") from None


def _variable(field: str) -> str:
    tokens = ("bot_token", "app_token", "signing_secret")
    known = field.upper()
    if known.startswith("SLACK_") and field != "slack_api_url":
        return known
    return f"SLACK_{known}" if field in tokens else f"FIREBELL_{known}"
