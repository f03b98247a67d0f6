"""The deadline calculator."""
