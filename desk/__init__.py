"""What outlives a call, and what the world outside knows: registries, request numbers, calls that were broken off."""
