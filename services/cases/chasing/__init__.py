"""Chases that are sent by themselves, where the council's file says so and it is known where they go."""
