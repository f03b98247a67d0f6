"""What leaves the council: letters by e-mail and by post, each of them once."""
