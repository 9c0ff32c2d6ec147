"""What a person should look at, and what becomes of the answer."""
