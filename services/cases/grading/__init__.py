"""The local risk grade."""
