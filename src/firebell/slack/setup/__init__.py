"""Setting the app up in a Slack: its manifest, and whether everything that it needs is there."""
