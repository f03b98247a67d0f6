"""Letters to whoever contacted the council, about what has no case: filled anew each time, and not kept."""
