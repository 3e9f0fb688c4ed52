"""The wiring, and the only package that knows every part: settings in, a running bot out."""

from firebell.compose.outside import places, schedules
from firebell.compose.running import Bot, running

__all__ = ["Bot", "places", "running", "schedules"]
