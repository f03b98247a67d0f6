"""Who is told that an answer is late."""
