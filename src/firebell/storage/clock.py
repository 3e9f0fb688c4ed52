"""Moments as the tables hold them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def moment(seconds: float) -> datetime:
    """Seconds since 1970 as an aware datetime in UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def seconds(value: datetime | timedelta) -> float:
    """A moment or a length in seconds."""
    return value.timestamp() if isinstance(value, datetime) else value.total_seconds()
