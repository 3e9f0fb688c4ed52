"""What the settings let Firebell reach outside the chat."""

from __future__ import annotations

from contextlib import AsyncExitStack

from pydantic import SecretStr

from firebell.app.background import in_background
from firebell.app.public_mail import Postbox
from firebell.app.public_page import PublicPage
from firebell.compose.base import Base
from firebell.outside.chat import Places
from firebell.outside.email import MailServer, Security
from firebell.outside.http import http_session
from firebell.outside.on_call import API, OnCall, Schedules, on_call
from firebell.outside.pagerduty import ENQUEUE, PagerDuty
from firebell.outside.status_pages import StatusPageAccess
from firebell.outside.subscriber_mail import Notify, Smtp
from firebell.outside.trackers import TrackerAccess
from firebell.outside.webhook import Hook
from firebell.settings import Settings


def places(settings: Settings, own: PublicPage | None = None) -> Places:
    """Where the settings let anything be sent outside the chat, and our own status page. Raises
    BadSettings."""
    hooks = {
        name: Hook(address=address, secret=key, inside=settings.webhooks_inside)
        for name, (address, key) in settings.webhook_addresses.items()
    }
    enqueue = settings.pagerduty_addresses[0] or ENQUEUE
    return Places(
        teams=settings.teams_addresses,
        hooks=hooks,
        pagerduty=PagerDuty(url=enqueue, keys=settings.routing_keys),
        mail=mail_server(settings),
        trackers=TrackerAccess(
            github_token=settings.github_token,
            github_url=settings.github_url,
            jira_token=settings.jira_token,
            jira_url=settings.jira_url,
            jira_user=settings.jira_user,
        ),
        status_pages=StatusPageAccess(
            tokens={key: SecretStr(token) for key, token in settings.page_tokens.items()},
            github_url=settings.github_url,
            statuspage_url=settings.statuspage_url,
            own=own,
            folder=settings.status_page_folder,
        ),
        sends=settings.send_outside,
    )


def schedules(settings: Settings) -> Schedules | None:
    """Where PagerDuty is asked who is on call; None without a key. Raises BadSettings."""
    token = secret(settings.pagerduty_token)
    if not token or not settings.send_outside:
        return None
    return Schedules(token=token, url=settings.pagerduty_addresses[1] or API)


async def watched_duty(stack: AsyncExitStack, base: Base) -> list[OnCall]:
    """What asks who is on call outside, at work; nothing where the playbook names nobody so."""
    there, references = schedules(base.settings), base.written.schedules()
    if there is None or not references:
        return []
    found = await stack.enter_async_context(on_call(there, references, base.directory.now_on_call))
    await in_background(stack, found.keep_fresh())
    return [found]


async def postbox(stack: AsyncExitStack, base: Base) -> Postbox | None:
    """Where mail to subscribers goes: GOV.UK Notify where there is a key for it, else the mail
    server; None where there is neither. Raises BadSettings."""
    settings, server = base.settings, mail_server(base.settings)
    if not settings.send_outside:
        return None
    key = settings.notify_key
    if key is not None and settings.notify_template:
        session = await stack.enter_async_context(http_session())
        return Notify(
            session=session,
            key=key,
            template=settings.notify_template,
            url=settings.notify_url.rstrip("/"),
        )
    if server is None:
        return None
    return Smtp(server=server, organisation=lambda: base.directory.playbook().organisation)


def mail_server(settings: Settings) -> MailServer | None:
    """Where mail is handed over, if anywhere. Raises BadSettings."""
    where = settings.mail_host_and_port
    if where is None:
        return None
    return MailServer(
        host=where[0],
        port=where[1],
        sender=settings.mail_from or "",
        security=Security(settings.mail_security),
        user=settings.mail_user,
        password=secret(settings.mail_password) or "",
    )


def secret(value: SecretStr | None) -> str | None:
    """What is behind the mask."""
    return value.get_secret_value() if value else None
