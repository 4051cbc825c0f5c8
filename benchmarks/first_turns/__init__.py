"""First turns of callers in both languages, none of them in the corpus."""
