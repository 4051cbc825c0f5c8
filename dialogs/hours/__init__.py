"""The hotline's numbers, departments and working hours."""
