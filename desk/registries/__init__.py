"""What the dialog asks while the caller waits: applications, failures, calls that broke off."""
