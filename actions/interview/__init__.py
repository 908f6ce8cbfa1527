"""What a message does to the conversation: answers taken, refused, changed, taken back. Pure."""
