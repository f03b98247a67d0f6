"""What every service stands on: app, identity, database, feed, followers. Knows the kernel, and no service."""
