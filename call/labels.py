"""The labels that every hotline has, the same in all languages; its request categories are data (datafiles/)."""

LANGUAGES = ("ru", "en")

ACTS = (
    "operator",
    "callback",
    "leave_message",
    "repeat",
    "menu_help",
    "affirm",
    "deny",
    "greeting",
    "goodbye",
    "thanks",
    "cancel",
    "switch_language",
    "rate_service",
    "provide_number",
)
"""Moves in the conversation itself."""

OUT_OF_SCOPE = "out_of_scope"
"""Rejected, not answered."""
