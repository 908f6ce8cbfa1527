"""What the web page shows beside the conversation: the answers, the result, and what another answer would change."""
