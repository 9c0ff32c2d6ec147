"""How well extraction does against annotation by hand."""
