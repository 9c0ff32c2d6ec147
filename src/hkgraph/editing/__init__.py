"""Users' own writes: onto a clone of the current generation, then published or refused whole."""
