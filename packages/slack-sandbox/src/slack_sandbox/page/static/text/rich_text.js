// Rich text: lines, lists, quotes and code, and each piece of them.

import { channel, everybody, group, link, person, smiley, when } from "./mrkdwn.js";
import { make } from "../lib/dom.js";

export function rich(part) {
  if (part.type === "rich_text_list") {
    const tag = part.style === "ordered" ? "ol" : "ul";
    const list = make(tag, { start: part.offset ? part.offset + 1 : undefined }, part.elements.map((item) => make("li", {}, item.elements.map(piece))));
    if (part.indent) list.style.marginInlineStart = `${part.indent * 1.2}rem`;
    return list;
  }
  const inner = (part.elements || []).map(piece);
  if (part.type === "rich_text_quote") return make("blockquote", {}, inner);
  if (part.type === "rich_text_preformatted") return make("pre", {}, inner);
  return make("p", {}, inner);
}

const PIECES = {
  user: (part) => person(part.user_id),
  usergroup: (part) => group(part.usergroup_id),
  channel: (part) => channel(part.channel_id),
  broadcast: (part) => everybody(part.range),
  emoji: (part) => smiley(part.name) || (part.unicode ? String.fromCodePoint(...part.unicode.split("-").map((point) => parseInt(point, 16))) : `:${part.name}:`),
  link: (part) => link(part.url, part.text),
  color: (part) => part.value,
  date: (part) => when(part.timestamp, part.format, part.url, part.fallback),
  team: (part) => part.team_id,
};

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u", highlight: "mark" };

function piece(part) {
  const draw = PIECES[part.type];
  let node = draw ? draw(part) : part.text || "";
  for (const [style, tag] of Object.entries(STYLES)) {
    if (part.style && part.style[style]) node = make(tag, {}, node);
  }
  return node;
}
