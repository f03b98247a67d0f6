"""Registers of what opens no case of its own: members' letters, other contacts, quality alerts, compliments."""
