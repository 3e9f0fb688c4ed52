"""A person, as everything here names one."""

from __future__ import annotations

Person = str
"""A person's id as the chat gives it (`U…`)."""
