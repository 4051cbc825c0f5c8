"""`corpus`, `hear`, `vocab`: the commands for training phrases."""
