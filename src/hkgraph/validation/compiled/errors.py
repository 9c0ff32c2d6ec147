"""What is left to pyshacl, as an exception inside the compiler."""

from __future__ import annotations


class NotCompiledError(Exception):
    """A shape holds something that the compiler does not know; its text says what."""
