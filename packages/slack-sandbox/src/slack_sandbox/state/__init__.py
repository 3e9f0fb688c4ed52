"""What a workspace is: its people, channels, messages and files, and how Slack shows them."""
