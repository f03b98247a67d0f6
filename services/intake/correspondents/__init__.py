"""Whom the council writes to about a contact, told to the service that writes."""
