"""The workspace as Slack names it: its domain, and the address that Slack would give it."""

from __future__ import annotations

TEAM_DOMAIN = "sandbox"
TEAM_URL = f"https://{TEAM_DOMAIN}.slack.com/"
"""Of Slack's form, because apps take the domain from it; nothing is served there. What is to be
opened (permalinks, files, pictures) has this machine's address instead."""
