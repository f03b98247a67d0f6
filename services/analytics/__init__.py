"""Facts kept from events: the dashboard and the live signal."""
