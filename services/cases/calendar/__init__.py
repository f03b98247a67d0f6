"""The council's calendar, and every date that follows it."""
