"""Text -> the words to pronounce: numbers, dates, codes, links, stress."""
