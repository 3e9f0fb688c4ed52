"""Slack's JSON objects, a file an object: how answers, payloads and events show what there is."""
