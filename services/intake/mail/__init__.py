"""E-mail that arrives: read, kept, threaded or recorded. Nothing in a mailbox is ever changed."""
