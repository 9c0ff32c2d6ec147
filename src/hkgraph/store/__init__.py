"""Numbered generations of the graph on disk."""
