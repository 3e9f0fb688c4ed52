"""What people typed as Markdown, as HTML for a page: parsed with HTML switched off, and cleaned all
the same of everything but a few elements. This is the one place whose HTML no template escapes.
"""

from __future__ import annotations

import nh3
from markupsafe import Markup

from firebell.words.typed_markdown import SCHEMES, to_html

ELEMENTS = {
    *("p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}


def html(words: str) -> Markup:
    """No script, style, frame, picture or handler comes of it, and no link that leads elsewhere
    than to the web or a mailbox."""
    cleaned = nh3.clean(
        to_html(words),
        tags=ELEMENTS,
        attributes=ATTRIBUTES,
        url_schemes=set(SCHEMES),
        url_relative="deny",
        link_rel="noopener noreferrer",
    )
    return Markup(cleaned)
