"""What the law or the council's procedure asks for besides the answer, and what became of it."""
