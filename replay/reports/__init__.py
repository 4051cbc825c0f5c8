"""Results of replays for people and programs: terminal, JSON lines, JUnit, a page."""
