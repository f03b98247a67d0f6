"""Acknowledging, answering, and the stages that a case goes through."""
