"""Home: what is open and what is one's own, as a view, and who keeps it true."""
