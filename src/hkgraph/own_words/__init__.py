"""A user's own words: names, aliases, entities of Wikidata and event types, as files of data."""
