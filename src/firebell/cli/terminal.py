"""What is printed: characters to read, and none that steers a terminal or hides what follows.

Names, paths and addresses come from people. All that is printed goes through here, which a test
asserts; an exported document is the one exception, and steers nothing by itself.
"""

from __future__ import annotations

import sys

from firebell.domain.typed_text import visible


def show(words: object, *, error: bool = False) -> None:
    """Print words, on lines as they have them; on standard error with `error`."""
    print(visible(str(words)), file=sys.stderr if error else sys.stdout, flush=True)


def show_line(words: object) -> None:
    """Print words on one line, whatever is in them."""
    show(str(words).replace("\n", "\\n"))


def print_document(words: str) -> None:
    """Print what may be kept in a file, byte for byte."""
    print(words, end="", flush=True)
