// The text of a message as a person would type it, for editing: names in the place of Slack's references.

import { state, nameOf, PRIVATE } from "../workspace/state.js";

export function sourceText(text) {
  return text.replace(/<([^<>\n]+)>/g, (whole, inner) => {
    const [target, label] = inner.split("|");
    if (target.startsWith("@")) return `@${state.people.find((person) => person.id === target.slice(1))?.name || target.slice(1)}`;
    // Of a channel that one does not see the reference stays, and is sent again as it is.
    if (target.startsWith("#")) return nameOf(target.slice(1)) === PRIVATE ? whole : `#${nameOf(target.slice(1))}`;
    if (target.startsWith("!subteam^")) return `@${state.handles.find((group) => group.id === target.slice(9))?.handle || target.slice(9)}`;
    if (/^!(here|channel|everyone)$/.test(target)) return `@${target.slice(1)}`;
    return /^(https?|mailto):/.test(target) && (!label || label === target) ? target : whole;
  }).replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
