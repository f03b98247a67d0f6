"""What if: the answers of a year under another target, or another procedure of the council's file."""
