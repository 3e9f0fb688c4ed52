"""Places outside the chat, as real servers on this machine speak for them."""
