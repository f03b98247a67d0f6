"""Clocks as rows; which of them a case has is `kernel.register`."""
