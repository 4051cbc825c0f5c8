"""The labels of the design, the same in Russian and English."""

LANGUAGES = ("ru", "en")

REQUESTS = (
    "account_registration",
    "password_recovery",
    "identity_confirmation",
    "personal_data_change",
    "application_submit",
    "required_documents",
    "document_upload",
    "application_status",
    "processing_time",
    "certificate_request",
    "technical_error",
    "benefits_and_pension",
    "disability_support",
    "business_services",
    "contact_info",
    "complaint",
)
"""What callers want done or explained: each has an answer."""

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

LABELS = (*REQUESTS, *ACTS, OUT_OF_SCOPE)
