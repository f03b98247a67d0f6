"""What people said, found by its words: kept beside the rows that it stands in, and read again when one changes.

A service says what is said of a reference; its own feed says when to read it again. Whoever records something
never waits for this.
"""
