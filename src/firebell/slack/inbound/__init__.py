"""What hears Slack: commands, buttons, forms, shortcuts, events; answered within three seconds."""
