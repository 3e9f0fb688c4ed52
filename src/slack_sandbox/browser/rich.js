// Rich text: lines, lists, quotes and code, and each piece of them.

import { make } from "./dom.js";
import { channel, everybody, link, person, smiley } from "./mrkdwn.js";

export function rich(part) {
  if (part.type === "rich_text_list") {
    const tag = part.style === "ordered" ? "ol" : "ul";
    return make(tag, { class: part.indent ? "indented" : undefined }, part.elements.map((item) => make("li", {}, item.elements.map(piece))));
  }
  const inner = (part.elements || []).map(piece);
  if (part.type === "rich_text_quote") return make("blockquote", {}, inner);
  if (part.type === "rich_text_preformatted") return make("pre", {}, inner);
  return make("p", {}, inner);
}

const PIECES = {
  user: (part) => person(part.user_id),
  usergroup: (part) => person(part.usergroup_id),
  channel: (part) => channel(part.channel_id),
  broadcast: (part) => everybody(part.range),
  emoji: (part) => smiley(part.name) || `:${part.name}:`,
  link: (part) => link(part.url, part.text),
  color: (part) => part.value,
  date: (part) => new Date(part.timestamp * 1000).toLocaleString(),
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
