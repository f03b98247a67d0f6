"""Cases that somebody watches, though they are not theirs."""
