"""Restricting a contact to named people, from the start or while it has no case."""
