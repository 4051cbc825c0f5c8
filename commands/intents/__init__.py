"""`train`, `evaluate`, `compare`, `versions`, `rollback`: the commands for intent models."""
