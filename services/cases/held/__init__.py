"""Everything that cases has of some references, for intake, which hands it to whoever asked."""
