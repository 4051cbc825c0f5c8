"""The labels that every hotline has, the same in all languages; its request categories are data (datafiles/)."""

LANGUAGES = ("ru", "en")

ACTS = (
    "danger",
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
"""Dialog acts: they steer the conversation and belong to no request category."""

OUT_OF_SCOPE = "out_of_scope"
"""No category of this hotline: rejected, not answered."""
