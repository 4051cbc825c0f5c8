"""Text as it is pronounced: numbers, dates, codes, links, stress."""
