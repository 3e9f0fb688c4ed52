"""Our own status page, for whoever has no account: without sign-in, cookies or scripts, and as
files that stand when we do not."""
