"""`python -m firebell`."""

from __future__ import annotations

from firebell.cli import main

if __name__ == "__main__":
    main()
