"""Webhooks: where they may go, how they are signed, and one delivery."""
