"""When: dates in the text, resolved against the day of publication."""
