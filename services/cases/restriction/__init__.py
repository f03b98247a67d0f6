"""Cases that only named people see."""
