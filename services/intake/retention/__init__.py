"""How long contacts and their cases are kept, and letting go of them."""
