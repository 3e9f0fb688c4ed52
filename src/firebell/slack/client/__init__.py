"""Calls to Slack: the gateway, its error codes, Slack's limits, and what its payloads hold."""
