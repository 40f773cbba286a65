"""Documents in; finished files out: editions in parallel, nothing half-written."""
