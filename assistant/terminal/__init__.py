"""The conversation in a terminal, or on plain lines of text where there is none."""
