"""The speech models on this machine: what they must be (manifest.toml) and how they get here. They are not in git."""
