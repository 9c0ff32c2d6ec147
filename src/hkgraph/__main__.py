"""Lets ``python -m hkgraph`` be the command ``hkgraph``."""

from __future__ import annotations

from hkgraph.cli import main

if __name__ == "__main__":
    main()
