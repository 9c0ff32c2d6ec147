"""Which Wikidata entity a name means: candidates, clues, a calibrated score, and no guess."""
