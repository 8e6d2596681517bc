"""What programs may ask for and what they are answered, whichever door they came in by."""
