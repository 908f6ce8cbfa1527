"""What the channels themselves say to a user, apart from what the assistant answers."""

EMPTY = "That message was empty. Please type a few words."
NOT_TEXT = "I can only read text. Please type your answer."
NO_LONGER_OPEN = "That choice is no longer open. Please answer the latest question."
TOO_MANY_WAITING = "Your last messages are still being answered. Please wait a moment, then send this again."
NO_SESSION = "The connection was not ready. Please reload the page and send your message again."
NOT_UNDERSTOOD = "That message could not be read. Please reload the page and send it again."
NOT_DELETED = "The conversation could not be deleted. Please try again in a moment."
NO_SUCH_DUTY = "That is no longer on your list. Please look at the list again."
NOT_TRIED = "That could not be tried. Please try again in a moment."
NOT_TICKED = "That could not be kept. Please try again in a moment."
CHOOSE = "Please choose:"
NO_ANSWER = "I have no answer to that. Please say it in other words, or answer the last question."
TURN_FAILED = (
    "Something went wrong on our side, and your last message changed nothing. Everything before it is kept. "
    "Please send it again. If this keeps happening, tell whoever runs this site."
)


def too_long(count: int, limit: int) -> str:
    return f"Your message has {count:,} characters. The limit is {limit:,}. Please shorten it and send it again."
