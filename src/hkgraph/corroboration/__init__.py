"""What articles say together: the same words, differing statements, outcomes, witnesses."""
