"""What a case cost the council, beside its record."""
