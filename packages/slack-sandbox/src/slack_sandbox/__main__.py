"""`python -m slack_sandbox` is `slack-sandbox`."""

from slack_sandbox.cli import main

main()
