"""What leaves the chat: Teams, e-mail, webhooks, pages. An edge, as Slack is, behind the same port.

Nothing here may hold the chat up: calls are few at once, short, and given up after a while.
"""
