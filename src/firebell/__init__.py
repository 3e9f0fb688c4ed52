"""Firebell: the incident bot for Slack."""
