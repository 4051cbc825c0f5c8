"""`corpus`, `hear`, `vocab`: the training phrases."""
