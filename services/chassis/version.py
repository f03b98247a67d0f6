"""Which release this is; the wheel takes its name from here."""

VERSION = "0.1.0"
