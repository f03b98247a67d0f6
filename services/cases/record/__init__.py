"""A case and what lives inside it: loaded, changed and saved as one thing."""
