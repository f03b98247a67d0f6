"""What an officer's day brings, in one read."""
