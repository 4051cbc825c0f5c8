"""The answers: articles and tables of a hotline, read, checked and chosen."""
