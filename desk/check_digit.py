"""The check digit of request numbers: Luhn's rule, ISO/IEC 7812-1, annex B."""


def check_digit(digits: str) -> str:
    """Every second digit is doubled, from the right; the check digit fills the sum up to a multiple of ten."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)
