"""Contacts that may be the same matter or the same person again: found, explained, and linked by people alone."""
