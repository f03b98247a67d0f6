"""What is to be done in a case and is owed to nobody outside: a task for somebody, a reminder for oneself."""
