"""The register of a council's providers: who they are, how they are written, and what was done about them."""
