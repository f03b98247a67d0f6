"""All three services' databases as one set: back up while the product serves, verify by restoring, restore."""
