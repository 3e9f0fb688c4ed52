"""What Firebell says in Slack, a file a subject. Each function is pure: a job in, a message out."""
