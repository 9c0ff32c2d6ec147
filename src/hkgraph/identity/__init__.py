"""Who is who across articles, and which Wikidata entity that is."""
