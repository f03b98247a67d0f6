"""What has happened to a case."""
