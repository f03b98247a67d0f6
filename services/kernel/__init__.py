"""Shared kernel: what every service speaks and none of them owns. Knows no service."""
