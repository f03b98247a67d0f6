"""NHS and provider systems: who they are, what they send, and what became of it."""
