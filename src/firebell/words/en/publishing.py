"""English: what the public reads on a status page, and what those who write it are told."""

from __future__ import annotations

SENTENCES = {
    "say.on_page": "On the status page, too ({page}): {words}",
    "ask.public": "What the public reads on {page} is yours to say: it is a field of every update.",
    "tell.not_published": (
        "{label}: what you wrote for the public is not on {page}, because {reason}."
    ),
    "tell.not_published_own": "Tell whoever runs Firebell, then try again. The words are below.",
    "tell.not_published_next": "Put it there by hand ({where}), or try again. The words are below.",
    "tell.not_changed": (
        "{label}: words that were removed still stand on {page}, because {reason}."
    ),
    "tell.not_changed_next": "Change them there by hand ({where}), or try again.",
    "tell.left_on_page": "{label} is closed, and nothing of that was published on {page}.",
    "tell.left_next": "If it stands open there ({where}), say here that it is over.",
    "tell.overtaken": (
        "{label}: earlier words for the public are left out on {page}, since something newer "
        "stands there already."
    ),
    "refused.public_no_page": "There is no status page for this incident.",
    "refused.public_not_marked": (
        "These words are not published yet. Tick this to publish them, or put the field for the "
        "public back as it was."
    ),
    "refused.public_needed": "Say in plain words what the public is to read.",
    "refused.public_title_needed": (
        "Give it a title for the public. The title that the team uses is not published."
    ),
    "refused.public_in_slack": (
        "“{found}” makes sense in Slack alone. Write it in words that anybody understands, such as "
        "a role in place of a name."
    ),
    "refused.public_private": (
        "INC-{number} is private, so nothing of it is published. Take the tick away to go on."
    ),
    "refused.public_drill": (
        "This is a drill, so nothing of it is published. Take the tick away to go on."
    ),
    "refused.public_other_page": (
        "The status page of this incident is another one by now. Take the tick away, send this, "
        "and open the form again."
    ),
    "refused.public_not_yours": (
        "Somebody else writes the updates by now, and speaks to the public. "
        "Take the tick away to go on."
    ),
}

FORMS = {
    "public": "What should the public read?",
    "public.hint": (
        "In plain words, without names. It is published only if you tick the box below."
    ),
    "public.title": "Its title for the public",
    "public.title.hint": (
        "One line, such as: Some people can't sign in. Where the page has an incident open for "
        "this service already, that one is used."
    ),
    "public.mark": "Status page",
    "public.end": "Tell the public",
    "public.submit": "Publish it",
    "button.tell_public": "Tell the public",
    "public.publish": "Publish on {page}",
    "redact.public": "Words for the public",
    "redact.public_title": "Title for the public",
    "redact.of_public": (
        "On the status page the words are changed where they stand. Whoever was sent them by mail "
        "has them, and the page may show earlier versions to those who look."
    ),
}

LINES = {
    "published": "It stands on {page}: {link}",
    "public_told": "{who} told the public that it is over.{public}",
}

PARTS = {
    "public": " The public reads: {public}",
    "redacted.public": "words for the public",
    "redacted.public_title": "a title for the public",
}

NEWS = {
    "place.page": "{name}",
    "record.page": "the status page {name}",
    "public.begins": "What is known is said in the comments.",
    "public.removed": "This update was removed.",
    "public.title_removed": "Incident",
}
