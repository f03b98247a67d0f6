"""Contacts: record, classify with reasons, re-classify."""
