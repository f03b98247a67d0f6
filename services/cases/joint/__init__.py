"""Complaints that are answered together with another body (SI 2009/309, reg 9), beside the record of a case."""
