"""Officers and what they have."""
