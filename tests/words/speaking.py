"""Saying something in a language, and in none afterwards."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from typing import TypeVar

from firebell.words.catalogue import speak
from firebell.words.language import Language

T = TypeVar("T")


def said_in(language: Language, say: Callable[[], T]) -> T:
    """What this says in that language."""

    def run() -> T:
        speak(lambda: language)
        return say()

    return copy_context().run(run)
