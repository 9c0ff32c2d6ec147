"""Finding things by name: a derived index for each generation, built beside it and read at once."""
