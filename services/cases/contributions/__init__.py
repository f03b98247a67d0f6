"""What contributors, and the Ombudsman, were asked and answered."""
