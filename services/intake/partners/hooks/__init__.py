"""Webhooks: a partner's own address is told its events, signed, each once and in order."""
