"""What an article names, and what kind of thing each is."""
