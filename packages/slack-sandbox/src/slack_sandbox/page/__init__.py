"""The workspace's page in a browser: its files, and the pictures that it shows."""
