"""How people reach the assistant: one module for each place where they write to it."""
