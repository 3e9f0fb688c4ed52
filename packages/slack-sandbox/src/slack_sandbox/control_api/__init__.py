"""What people do in the workspace, over HTTP: write, click, fill in forms, look around."""
