"""Queries in processes of their own, so that any of them can be ended."""
