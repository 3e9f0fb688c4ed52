"""What the app is sent: commands, interactions and events, over Socket Mode or signed HTTP."""
