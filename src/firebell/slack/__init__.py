"""Slack: the edge that hears people and tells them. Slack's own words are used here."""
