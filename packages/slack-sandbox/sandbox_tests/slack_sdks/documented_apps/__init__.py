"""Bots as slack_bolt's documentation teaches them, written afresh; only the address is ours."""
