"""How a class was found: the rows that were asked, what each found, and what would change it."""
