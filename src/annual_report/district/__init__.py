"""Many reports: what changed is judged together and built in parallel; those of units are rolled up."""
