"""What stands on our own status page, and in the mail to those who asked to be told.

Its readers know nothing of incidents: a teacher wants to know whether it works.
"""

PUBLIC = {
    "now": "Now",
    "history": "The last 90 days",
    "pages": "Pages",
    "skip": "Skip to what is said",
    "all_well": "Everything here is working, as far as we know.",
    "not_all_well": "Something is not working as it should. What we know is below.",
    "services": "Services",
    "impact.operational": "Working",
    "impact.degraded_performance": "Slow, or partly not working",
    "impact.partial_outage": "Not working for some people",
    "impact.major_outage": "Not working",
    "impact.watched": "It should work again. We are watching it",
    "open": "What is wrong",
    "state.investigating": "We are finding out why",
    "state.identified": "We know why, and are putting it right",
    "state.monitoring": "It should work again. We are watching it",
    "state.closed": "It is over",
    "about": "About: {service}",
    "from_until": "{start} to {end}",
    "since": "Since {start}",
    "no_history": "Nothing was wrong in the last 90 days, as far as anything was published here.",
    "written": "This page was written at {when}. Load it again to see whether there is news.",
    "feed": "Feed (Atom)",
    "ask": "Ask to be told by e-mail",
    "ask_hint": "We write when we publish something here, and for nothing else.",
    "address": "Your e-mail address",
    "address_hint": "We keep it until you leave, and use it for this alone.",
    "which": "What do you want to hear of?",
    "all": "Everything",
    "ask_button": "Ask to be told",
    "bad_address": "That is no whole e-mail address. It needs a name, @ and a place, such as "
    "name@example.com. Nothing was sent.",
    "asked": "Look into your mail",
    "asked_more": "If we may write to that address, a mail is on its way to it. Press the link in "
    "it within 24 hours: until then nothing is sent to you. If none comes, look among unwanted "
    "mail, and ask again tomorrow.",
    "too_many": "Too many people asked from where you are. Nothing was sent. Try again in an hour, "
    "or read this page.",
    "too_many_title": "Not just now",
    "confirm": "Do you want to be told?",
    "confirm_more": "We write to {address} whenever something is published here.",
    "confirm_button": "Yes, tell me",
    "confirmed": "You will be told",
    "confirmed_more": "Each mail has a link with which you can leave by one press.",
    "leave": "Do you want to hear no more?",
    "leave_more": "We forget {address}, and write to it no more.",
    "leave_button": "Yes, write no more",
    "left": "You hear no more from us",
    "left_more": "Your address is not kept. You can ask again at any time.",
    "no_such_link": "This link does not work any more",
    "no_such_link_more": "It was used, or is older than 24 hours, or a part of it is missing. "
    "Nothing has changed. You can ask again.",
    "back": "See whether it works",
    "mail.confirm_subject": "Do you want to be told? ({title})",
    "mail.confirm": "Somebody, we think you, asked that we write to this address whenever "
    "something is published on this page: {page}\n\nIf it was you, open this link within 24 hours "
    "and press the button there:\n{link}\n\nIf it was not, do nothing: we then forget the address.",
    "mail.subject": "{title}: {state}",
    "mail.foot": "All that is known stands here: {page}\n\nTo hear no more, open this link: "
    "{leave}",
}
