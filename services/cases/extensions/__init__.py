"""Later dates for one clock."""
