"""What happened and how things stand to each other, by frames."""
