"""The public's form: what people tell the council without an account, and the page of their own that they get."""
