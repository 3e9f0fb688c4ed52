"""What stands on the pages of a review, in English."""

from __future__ import annotations

SITE_REVIEW = {
    "rev": "Review",
    "rev.title": "Review of {label}: {title}",
    "rev.edit": "Write the review",
    "rev.send": "Ask others to read it",
    "rev.publish": "Publish it",
    "rev.start": "Start the review",
    "rev.start_why": (
        "Firebell makes a draft from the record: times, promises, decisions, actions. You write "
        "the rest."
    ),
    "rev.open_still": "The review begins once the incident is closed.",
    "rev.of_nothing": "A false alarm, or what is the same as another incident, has no review.",
    "rev.not_begun": "Nobody has begun the review yet.",
    "rev.saved_by": "Saved by {who}, {when}",
    "rev.nothing_saved": "Nobody has written in it yet.",
    "rev.written_by": "Written by {people}",
    "rev.writes": "{who} writes it.",
    "rev.writes_by": "{who} writes it by {day}.",
    "rev.ask_facts": "The record fills this in. Add what it does not know, or leave it empty.",
    "rev.older": "This is version {version}. Version {newest} is the newest.",
    "rev.newest": "Read the newest",
    "rev.since": "While you wrote, others saved:",
    "rev.since_line": "{who}, version {version}: {sections}",
    "rev.since_kept": "What you wrote is saved, and so is theirs.",
    "rev.files": "This version as a file",
    "rev.print": "To print",
    "rev.md": "Markdown",
    "rev.docx": "Word",
    "rev.pdf": "PDF",
    "rev.versions": "Versions",
    "rev.versions_none": "Nothing has been saved yet.",
    "rev.version": "Version {version}",
    "rev.version_was_published": "published",
    "rev.compare": "What changed between two versions",
    "rev.compare_from": "From version",
    "rev.compare_to": "To version",
    "rev.compare_press": "Show what changed",
    "rev.changes": "From version {first} to version {last}",
    "rev.changes_none": "These two versions say the same.",
    "rev.added": "Added:",
    "rev.removed": "Removed:",
    "rev.lines_left": "Lines that stayed: {n}",
    "rev.comments": "Comments",
    "rev.comments_on": "Comments on {title}",
    "rev.comment_by": "{who}, {when}, on version {version}",
    "rev.comment_by_draft": "{who}, {when}",
    "rev.comment": "Write a comment",
    "rev.comment_about": "About",
    "rev.comment_all": "All of it",
    "rev.comment_text": "What do you want to say?",
    "rev.comment_hint": (
        "Whoever reads the review reads it. The writer hears of it in Slack, once of each person "
        "until they save again."
    ),
    "rev.comment_press": "Comment",
    "rev.how": (
        "Facts stand in the review by themselves: times, promises, steps. Here you write the rest. "
        "Each save is kept as a version."
    ),
    "rev.markdown": (
        "Markdown: **bold**, *italic*, - for a list, ### for a heading, [words](https://example.com)."
    ),
    "rev.preview": "Preview",
    "rev.preview_note": "This is how it will read. Nothing is saved yet.",
    "rev.preview_empty": "Nothing is written yet.",
    "rev.save": "Save",
    "rev.back": "Back to the review",
    "rev.conflict": "Somebody else wrote in the same place",
    "rev.conflict_who": (
        "{who} saved version {version} after you began, in: {sections}. Nothing of yours is lost, "
        "and nothing of yours is saved yet."
    ),
    "rev.conflict_do": (
        "Below, both texts are put together in each field. Look through them, change what you "
        "like, and press Save."
    ),
    "rev.conflict_theirs": "What stands now",
    "rev.conflict_mine": "What you typed",
    "rev.empty": "Nothing",
    "rev.draft_back": "What you typed here and had not saved is back.",
    "rev.draft_drop": "Throw it away",
    "rev.kept": "You are signed out, and what you typed is still here",
    "rev.kept_how": (
        "It is not saved yet. Sign in in another tab, come back to this page, and press the "
        "button. Then you can save it."
    ),
    "rev.kept_press": "I am signed in: show what I typed",
    "rev.kept_read": "Read what you typed",
    "rev.send_who": "Who reads it?",
    "rev.send_hint": "Each of them is told in Slack. If you choose nobody, the channel is asked.",
    "rev.send_nobody": "Nobody else has a part in this incident. Its channel is asked.",
    "rev.send_press": "Ask them",
    "rev.publish_press": "Publish",
    "rev.publish_summary": "This is what people read first:",
    "rev.publish_missing": "Write “{title}” first: it is what people read.",
    "rev.no_word": "Word files are not set up here. Ask whoever runs Firebell to install the "
    "extra: pip install 'firebell[docx]'.",
    "rev.no_pdf": "PDF files are not set up here. Ask whoever runs Firebell to install the extra: "
    "pip install 'firebell[pdf]'. The page to print can be saved as PDF too.",
    "rev.not_made": "The file could not be made: {reason}. The Markdown file has all of it.",
    "rev.mine": "Reviews",
    "rev.mine_writes": "You write it",
    "rev.mine_reads": "You were asked to read it",
    "rev.mine_awaits": "It is late, and you were in charge",
    "rev.mine_due": "by {day}",
    "rev.mine_late": "late, due {day}",
    "said.review_begun": "The draft of the review of {label} is here.",
    "said.review_saved": "The review of {label} is saved.",
    "said.review_commented": "Your comment on the review of {label} is here.",
    "said.review_sent": "The review of {label} is with its readers.",
    "said.review_published": "The review of {label} is published.",
}
