"""What a case waits for."""
