"""The language that every service speaks: words, dates, procedures, events. No framework, no database."""
