"""Readers: bytes in, articles out; one module a format."""
