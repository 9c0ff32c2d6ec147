"""Words of a parse and what they are to each other; knows nothing of entities."""
