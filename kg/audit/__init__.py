"""What cannot be right in what reports say, and what they confirm; `checking` reads, the others tell."""
