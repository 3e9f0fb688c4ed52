"""What people see in Slack: forms, Home and messages, as Block Kit."""
