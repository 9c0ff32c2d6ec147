"""Which mentions mean the same entity."""
