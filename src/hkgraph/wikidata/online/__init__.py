"""Asking Wikidata itself, slowly and under the operator's name; off unless it is asked for."""
