"""What a workspace is: its people, channels and messages. No method of Slack's is here."""
