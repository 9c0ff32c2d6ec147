"""Scores who is who across articles, and which Wikidata entity that is, against truth by hand."""
