"""A council leaves with all its data, in a form that anybody can read, and comes back, here or elsewhere."""
