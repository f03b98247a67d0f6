"""Complaints that belong to another body: sent on with the complainant's consent, and received there."""
