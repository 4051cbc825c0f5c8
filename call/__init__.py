"""What flows through one call, and the loop that moves it. Standard library only; knows no other package."""
