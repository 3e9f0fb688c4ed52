"""A Slack workspace on this machine, for trying, practising, developing and testing."""
