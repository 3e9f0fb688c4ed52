"""`make bench`: what Firebell costs, measured against the sandbox. No test depends on it."""
