"""`redress doctor`: how an installation is, and what to do where it is not well. It changes and sends nothing."""
