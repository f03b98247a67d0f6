"""The three services, the web app and a demo sign-in in one process; the `redress` command."""

SERVICES = ("intake", "cases", "analytics")
