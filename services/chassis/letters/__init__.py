"""Letters of whichever service: templates and how they are filled, whom they go to, and how they are set."""
