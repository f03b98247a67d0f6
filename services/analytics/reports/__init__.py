"""Reports: what a council publishes of its complaints, every number of it a question that `figures` answers."""
