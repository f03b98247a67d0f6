"""Other products, measured beside this one on the same machine. None of them is needed for anything else."""
