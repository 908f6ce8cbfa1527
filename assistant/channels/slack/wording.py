"""What the Slack channel itself says, apart from what the assistant answers. Markdown, as the assistant's own texts."""

from __future__ import annotations

from collections.abc import Sequence

KEEPING = (
    "What you write to me is kept, so that you can come back to it; people who share a thread with you see it there. "
    "Please write nothing about single students. Say “forget me” at any time, and I delete what I keep."
)
PRIVACY = f"**Before we start:** {KEEPING}"
ONLY_YOU = "Only you see this. Answer with a button, with `/cim` and your answer, or in a direct message to me."
LATE = (
    "One of your messages reached me late, after a later one. I have not taken it as an answer, so nothing has "
    "changed. If it still holds, please send it again."
)
EDITED = (
    "I saw that you changed a message. I keep to what it said when you sent it. To correct an answer, just tell me, "
    "for example “actually it was 4 elements”."
)
DELETED = (
    "I saw that you deleted a message. What it told me still counts. Say “go back” to take an answer back, or “forget "
    "me” to have everything deleted that I keep."
)
FILES = "I can't read files or forwarded messages. Please tell me in words what your letter says."

FORGET_ASK = (
    "**Shall I forget you?** I then delete our conversation and every thread in which you talked to me, with all "
    "answers in them, also for those who shared the thread. It can't be undone. The messages in Slack itself stay: "
    "those are yours to delete."
)
FORGET_YES = "Delete everything"
FORGET_NO = "Keep it"
FORGOTTEN = "Done. I have deleted what I kept of our conversations ({count}). You can begin anew at any time."
NOTHING_TO_FORGET = "I keep nothing of yours."
NOT_FORGOTTEN = "Something went wrong, and I could not delete everything. Please try again in a moment."
KEPT = "Nothing was deleted."

HELP = """**What I do:** I find the level of an LEA in California's Compliance and Improvement Monitoring (CIM) from \
what its Annual Determination Letter says, name the criteria and the sources, and list what must be done.

**How to talk to me**
- Write me a direct message, or mention me in a channel: each thread there is a conversation of its own.
- `/cim new` begins an interview
- `/cim` and your answer or question, for example `/cim what is an element?`
- `/cim lea NAME` begins an LEA or goes on with it, `/cim list` lists yours
- `/cim review` lets you see and correct all answers at once
- `/cim result` shows the latest result, `/cim share` posts it in the channel; with a name, those of that LEA
- `/cim forget` deletes what I keep of you"""

ANOTHER_WORKSPACE = "I am set up for another Slack workspace, and can't work in this one."
NO_NAME = "I can't use that as a name. A name has letters, and at most 80 characters."
NO_RESULT = "There is no result yet. Begin with `/cim new`, or tell me what the letter says."
NO_RESULT_OF = "There is no result for {name} that fits its present answers. `/cim lea {name}` goes on with it."
NOT_SHARED = "I could not post there. Invite me to the channel first, or use `/cim share` in it."
SHARE = "Share to channel"
SHARE_TITLE = "Share the result"
SHARE_SUBMIT = "Share"
SHARE_LABEL = "Where to"
SHARE_SAYS = (
    "The result card is posted there as you see it here: the level, its reasons, what must be done, the sources."
)
REVIEW = "Review answers"
REVIEW_SUBMIT = "Save"
REVIEW_SAYS = (
    "Change what you like and save. An answer that you empty is taken back, and I ask for it again where it matters."
)
TAKEN_BACK = "taken back"
CLOSE = "Close"
LOCAL_IS = "Local: your own site has added this. No source of CDE stands behind it."
CRITERIA = "All criteria"
DOCUMENTS = "Documents"
DOCUMENTS_BY_ENDING = {"docx": "Checklist (Word)", "ics": "Dates (calendar)"}
DOCUMENTS_HERE = "Here is what you asked for."
NO_DOCUMENTS = "I could not make or post the documents. Please try again in a moment."
CRITERIA_TITLE = "All criteria"
NOT_OPENED = "That didn't open: Slack gives me three seconds for it, and I was too slow. Please press it again."
CARD_GONE = "I no longer have this result, so I can do nothing with it. `/cim result` shows the latest one."
LEA_GONE = "The LEA that this form is about has another name by now, or was forgotten. Please open the form again."
NOT_SAVED = (
    "I have not saved your form, because I could not go back to the LEA that it is about. Nothing in it has changed "
    "an answer. Please open it again."
)
FOLLOWS = "This follows from your other answers. Take those back instead."
YEAR_NEEDED = "I need the year: the same answers give different levels in different years."
UNCLEAR = "This could mean several things. {looks_like}, for example: {example}."

HOME_LEAS = "Your LEAs"
HOME_NONE = "You have not begun an interview yet."
HOME_START = "Find a level"
HOME_FORGET = "Forget me"
HOME_OPEN = "Continue"
HOME_ADD = "Another LEA"
HOME_THREAD = "Open the thread"
HOME_OPEN_IN_THREAD = "Continue in the thread"
HOME_UNNAMED = "Our conversation"
HOME_IN_THREAD = "In a thread in {channel}"
HOME_NO_LEVEL = "not begun"
EARLIER = "Earlier"
LATER = "Next"
PAGE = "Page {page} of {pages}"

YOU_CHOSE = "✓ You chose: **{title}**"
THEY_CHOSE = "chose: **{title}**"
CLOSED = "These choices are no longer open."
MENU = "Choose one of {count}"
MENU_PART = "Choose: {first} to {last} of {count}"


def choices(titles: Sequence[str]) -> str:
    """The choices in words, for those who get the text alone."""
    return "Choose: " + " · ".join(titles)
