"""The three services, the web app and a demo sign-in as one server with its worker; the `redress` command."""

SERVICES = ("intake", "cases", "analytics")
