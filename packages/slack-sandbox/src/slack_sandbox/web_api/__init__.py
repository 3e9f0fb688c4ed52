"""Slack's Web API: `/api/<method>`, and the addresses that Slack itself gives to an app."""
