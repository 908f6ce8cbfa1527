"""Several LEAs in one conversation: naming, switching, copying, forgetting. Pure."""
