"""The web: health for whoever watches the process, and Slack's signed requests in HTTP mode."""
