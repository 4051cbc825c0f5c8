"""`train`, `evaluate`, `compare`, `versions`, `rollback`."""
