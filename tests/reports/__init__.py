"""Reports: what they count, say, hide and look like."""
