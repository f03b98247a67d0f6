"""What puts a case right, beside its record: owed by somebody, and carried out after the case closed."""
