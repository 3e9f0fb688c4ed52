"""English: what a review says by itself, its questions to the writer, and what is said about it."""

from __future__ import annotations

_OWN = {
    "title": "Review of {label}: {title}",
    "private": "This incident is private. Keep this document among its people.",
    "drill": "This was a drill.",
    "state": "Review",
    "state.draft": "Draft",
    "state.draft_version": "Draft, version {version}",
    "state.draft_after": "Draft, version {version}; version {published} was published",
    "state.in_review": "Being read by others, version {version}",
    "state.published": "Published, version {version}",
    "state.announced": "Published and announced, version {version}",
    "writer": "Writer",
    "question": "Question to the writer: {question}",
    "from_record": "From the record:",
    "nothing": "Nothing on the record.",
    "declarer": "the first to notice",
    "role": "the {role}",
    "colleague": "a colleague",
    "time_column": "Time",
    "promise_column": "Promised for",
    "kept_column": "What came",
    "in_time": "In time",
    "late": "Late by {length}",
    "missed": "Missed: nothing was said before it was closed",
    "kept_in_all": "{kept} of {all} came in time, {late} late, {missed} missed.",
    "step_open": "Not done: {step}",
    "document": "{title}: {url}",
    "channel": "Channel: #{name}",
}

_HEADINGS = {
    "summary": "In plain English",
    "impact": "Who was affected",
    "timeline": "What happened when",
    "severities": "Time in each {severity_word}",
    "promises": "Updates promised",
    "went_well": "What went well",
    "went_badly": "What did not go well",
    "decisions": "Decisions",
    "actions": "What we do next",
    "documents": "Documents",
}

_QUESTIONS = {
    "summary": "What happened, in two or three sentences for somebody outside the team?",
    "impact": "Who could not do what, and how many were they?",
    "went_well": "What helped, and should stay as it is?",
    "went_badly": "What made it longer or harder? Write of tools, not of people.",
    "decisions": "What was decided, by which role, and why?",
    "actions": "What will be done so that it does not happen again, by whom and when?",
    "other": "What is there to say about this?",
}

FORMS = {
    "review": "The review",
    "review.submit": "Save",
    "review.part": "{title} ({part} of {parts})",
    "review.more": "{title}, continued",
    "review.more.hint": "A field holds 3,000 characters. What goes on here follows it.",
    "review.too_many": (
        "This form holds no more fields. What follows stays as it is: {titles}. "
        "Its words are in the file."
    ),
    "review.about": (
        "Facts of the record are in the file by themselves: times, promises, steps. "
        "Here you write the rest, in Markdown if you like. Each save is kept as a version."
    ),
    "review.writer": "Who writes it?",
    "review.due": "By when?",
    "review.naming": "People in it",
    "review.naming.roles": "By their roles",
    "review.naming.names": "By their names",
    "review.then": "And then?",
    "review.then.hint": (
        "Publishing tells the incident's channel, and where it was announced, in one line."
    ),
    "review.then.hint_private": "Publishing tells the incident's channel and nobody else.",
    "review.then.keep": "Keep it as a draft",
    "review.then.send": "Ask others to read it",
    "review.then.publish": "Publish it",
    "review.readers": "Who reads it?",
    "review.readers.hint": "Left empty, the incident's channel is asked.",
    "review.start": "Start the review",
    "review.open": "Open the review",
    "menu.review": "The review",
    "redact.review": "Review",
    "redact.comment": "Comment on the review",
}

SENTENCES = {
    "tell.review_assigned": "{who} asks you to write the review of {label} by {day}.",
    "tell.review_assigned_open": "{who} asks you to write the review of {label}.",
    "tell.review_due": "The review of {label} is due {day}. You write it.",
    "tell.review_late": "The review of {label} was due {day}. You write it.",
    "tell.review_begun_already": "A draft is there, version {version}.",
    "tell.review_nothing_yet": "Firebell makes a draft from the record.",
    "tell.review_sent": "{who} asks you to read the review of {label}. It comes as a file.",
    "tell.review_commented": "{who} commented on the review of {label}: {text}",
    "tell.review_commented_section": (
        "{who} commented on the review of {label}, at {title}: {text}"
    ),
    "tell.review_not_made": "The review of {label} could not be made as {what}: {reason}.",
    "tell.review_not_made.word": "The Markdown file has all of it.",
    "tell.review_not_made.canvas": "The file in the channel has all of it.",
    "tell.review_words": (
        "Words were removed from the record of {label}. Where the review repeated them they are "
        "gone from it too. Where it says the same in other words, please look yourself."
    ),
    "say.review_sent": "{who} asks you all to read the review of {label}. It comes as a file.",
    "say.review_published": "The review of {label} is published: {summary}",
    "say.review_again": "The review of {label} was changed, and is published anew: {summary}",
    "say.review_file": "The review of {label}: {state}.",
    "note.review_shared": "The review of {label} comes as a file.",
    "note.review_assigned": "{who} writes the review of {label} by {day}.",
    "note.review_assigned_open": "{who} writes the review of {label}.",
    "note.review_saved": "The review of {label} is saved as version {version}.",
    "note.review_sent": "The review of {label} is with its readers.",
    "note.review_published": "The review of {label} is published.",
    "note.review_overtook": (
        "{who} had written {sections} after you opened the form. Your words stand now. "
        "Theirs are kept as version {version}, which is in the export."
    ),
    "nobody": "Nobody",
    "somebody_else": "Somebody else",
    "note.review_unread": (
        "Nothing was changed: {words} names nobody and no day. "
        "Type a person, a day, or both, such as @bob by friday."
    ),
    "refused.review_not_yet": (
        "INC-{number} is open. The review begins once it is closed. What you want to remember for "
        "it can go on the record with /incident note."
    ),
    "refused.review_of_nothing": (
        "INC-{number} was a false alarm, or the same as another incident. It has no review."
    ),
    "refused.review_not_begun": "INC-{number} has no review yet. Type /incident review to begin.",
    "refused.review_due_past": "This day has passed. Choose one that is still to come.",
    "refused.review_writer_outside": (
        "This incident is private, and this person is not in its channel. Invite them first."
    ),
    "refused.review_reader_outside": (
        "This incident is private, and somebody of these is not in its channel. Invite them first."
    ),
    "refused.review_too_long": "Keep this section under {most} characters.",
    "refused.review_written_meanwhile": (
        "Somebody else has written here since you began. Nothing was saved yet."
    ),
    "refused.comment_empty": "Write what you want to say.",
    "refused.comment_too_long": "Keep a comment under {most} characters.",
    "refused.comment_section_gone": "This section is not in the playbook any more. Choose another.",
    "refused.review_needs_summary": (
        "Write this first: it is what people read. Nothing is published yet."
    ),
    "refused.left_to_reviewer": (
        "The review of INC-{number} is published by whoever writes it, or by those who led. "
        "What you saved is kept."
    ),
}

_COPIES = {"markdown": "Markdown", "word": "a Word file", "canvas": "a canvas"}

REASONS = {
    "canvas_disabled_user_team": "canvases are switched off in this Slack",
    "team_tier_cannot_create_channel_canvases": "this Slack's plan has no canvases in channels",
    "free_team_canvas_tab_already_exists": "the channel has its one canvas already",
    "free_teams_cannot_create_non_tabbed_canvases": "this Slack's plan has no canvases",
    "free_teams_cannot_create_standalone_canvases": "this Slack's plan has no canvases",
    "free_teams_cannot_edit_standalone_canvases": "this Slack's plan lets nobody change it",
    "channel_canvas_already_exists": "the channel has a canvas of its own already",
    "channel_canvas_creation_failed": "Slack could not make it",
    "canvas_creation_failed": "Slack could not make it",
    "canvas_tab_creation_failed": "Slack could not put it above the channel",
    "canvas_editing_failed": "Slack could not change it",
    "canvas_too_large": "it is too large for Slack",
    "word_missing": "what makes Word files is not installed (pip install firebell[docx])",
    "word_no_file": "the playbook's Word template can't be read",
    "pdf_missing": "what makes PDF files is not installed (pip install firebell[pdf])",
    "pdf_failed": "it could not be set as PDF",
    "word_template": "the playbook's Word template has a mistake",
}

LINES = {
    "review_begun": "{who} began the review.",
    "review_assigned": "{people} writes the review, by {due}.",
    "review_assigned_open": "{people} writes the review.",
    "review_unassigned": "Nobody writes the review any more.",
    "review_sent": "{who} asked {people} to read the review.",
    "review_sent_all": "{who} asked everybody in the channel to read the review.",
    "review_published": "{who} published the review.",
}

REVIEW = {
    **_OWN,
    **{f"heading.{key}": words for key, words in _HEADINGS.items()},
    **{f"ask.{key}": words for key, words in _QUESTIONS.items()},
    **{f"as.{key}": words for key, words in _COPIES.items()},
}
"""What stands in a review: `heading.` and `ask.` by sections, `as.` by kinds of copy."""
