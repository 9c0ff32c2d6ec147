"""Whether two articles' entities are one: names, evidence, and a score that explains itself."""
