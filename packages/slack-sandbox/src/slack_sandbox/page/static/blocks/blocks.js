// Block Kit as it looks: every block that can stand in a message, a form or Home.

import { element } from "./elements.js";
import { newFields } from "./fields.js";
import { RECENT } from "./recent_blocks.js";
import { make } from "../lib/dom.js";
import { moment } from "../text/days.js";
import { mrkdwn, paragraphs, plain, plainWords, words } from "../text/mrkdwn.js";
import { rich } from "../text/rich_text.js";

// `press(block, element, value)` is called for what a person presses; `field` renders an input;
// `current` is the state of a form or Home: what has been chosen in it so far.
export function blocks(list, press, field, current) {
  field ||= newFields(current || {}, press).draw;
  return (list || []).map((block) => drawBlock(block, press, field, current)).filter(Boolean);
}

function drawBlock(block, press, field, current) {
  const draw = DRAW[block.type] || RECENT[block.type];
  if (!draw) return make("p", { class: "muted" }, `(${block.type})`);
  const chosen = (part) => ((current || {})[block.block_id] || {})[part.action_id];
  const inner = (part) => element(part, block, press, chosen(part));
  if (draw === RECENT[block.type]) return draw(block, inner, (list) => blocks(list, press, field, current));
  return draw(block, inner, field);
}

const DRAW = {
  section: (block, inner) => make("div", { class: "block section" },
    make("div", {},
      block.text ? text(block.text) : null,
      block.fields ? make("div", { class: "fields" }, block.fields.map((field) => make("div", {}, text(field)))) : null),
    block.accessory ? inner(block.accessory) : null),
  header: (block) => make("h3", { class: "block header" }, words(block.text)),
  divider: () => make("hr", {}),
  context: (block) => make("p", { class: "block context" },
    block.elements.map((item) => item.type === "image" ? image(item, 20) : words(item))),
  actions: (block, inner) => make("div", { class: "block actions" }, block.elements.map(inner)),
  image: (block) => make("figure", { class: "block" }, image(block),
    block.title ? make("figcaption", { class: "muted" }, words(block.title)) : null),
  markdown: (block) => make("div", { class: "block" }, markdown(block.text)),
  rich_text: (block) => make("div", { class: "block" }, block.elements.map(rich)),
  table: (block) => make("div", { class: "block scroll", tabindex: "0", role: "group", "aria-label": "Table" },
    make("table", {}, block.rows.map((row, index) => make("tr", {}, row.map((cell) =>
      make(index ? "td" : "th", {}, cell.type === "rich_text" ? cell.elements.map(rich) : plain(cell.text))))))),
  video: (block) => make("figure", { class: "block" },
    make("a", { href: block.video_url, target: "_blank", rel: "noreferrer" }, image({ image_url: block.thumbnail_url, alt_text: block.alt_text })),
    make("figcaption", {}, words(block.title), block.description ? make("span", { class: "muted" }, " ", words(block.description)) : null)),
  input: (block, inner, field) => field(block),
};

const COLOURS = { good: "#2eb67d", warning: "#de9e31", danger: "#d50200" };

// The older boxes under a message.
export function attachments(list, press) {
  return (list || []).map((attachment) => {
    const box = make("div", { class: "attachment" },
      attachment.pretext ? paragraphs(attachment.pretext) : null,
      attachment.author_name ? make("p", { class: "muted" }, titled(attachment.author_name, attachment.author_link)) : null,
      attachment.title ? make("p", {}, make("strong", {}, titled(attachment.title, attachment.title_link))) : null,
      attachment.text ? paragraphs(attachment.text) : null,
      attachment.fields ? make("div", { class: "fields" }, attachment.fields.map((field) => make("div", {},
        make("strong", {}, plain(field.title || "")), paragraphs(String(field.value ?? ""))))) : null,
      attachment.blocks ? blocks(attachment.blocks, press) : null,
      attachment.image_url || attachment.thumb_url ? make("img", { src: attachment.image_url || attachment.thumb_url, alt: attachment.fallback || "", width: attachment.image_url ? 360 : 75 }) : null,
      attachment.footer || attachment.ts ? make("p", { class: "muted" }, [plain(attachment.footer || ""), attachment.ts ? moment(attachment.ts) : ""].filter(Boolean).join(" · ")) : null);
    const colour = COLOURS[attachment.color] || (/^#?[0-9a-f]{3,6}$/i.test(attachment.color || "") ? `#${attachment.color.replace("#", "")}` : "");
    if (colour) box.style.borderColor = colour;
    return box;
  });
}

const titled = (words, address) => address
  ? make("a", { href: address, target: "_blank", rel: "noreferrer" }, plain(words)) : plain(words);

function text(object) {
  return object.type === "mrkdwn" ? paragraphs(object.text) : make("p", {}, plainWords(object));
}

// A markdown block: headings, lists, quotes, rules and code; the rest as Slack's own markup.
function markdown(text) {
  const nodes = [];
  const parts = text.split(/(```[\s\S]*?```)/);
  for (const part of parts) {
    if (part.startsWith("```")) { nodes.push(make("pre", {}, part.slice(3, -3).replace(/^\w*\n/, ""))); continue; }
    for (const group of part.split(/\n{2,}/)) nodes.push(...markdownGroup(group));
  }
  return nodes;
}

function markdownGroup(group) {
  const nodes = [];
  let list = null;
  for (const line of group.split("\n").filter((text) => text.trim())) {
    const heading = line.match(/^(#{1,6}) (.*)/);
    const item = line.match(/^\s*([-*+]|\d+[.)]) (.*)/);
    if (item) {
      const tag = /\d/.test(item[1]) ? "OL" : "UL";
      if (!list || list.tagName !== tag) nodes.push(list = make(tag.toLowerCase(), {}));
      list.append(make("li", {}, inline(item[2])));
      continue;
    }
    list = null;
    if (heading) nodes.push(make(heading[1].length > 2 ? "h4" : "h3", {}, inline(heading[2])));
    else if (/^(-{3,}|\*{3,})$/.test(line.trim())) nodes.push(make("hr", {}));
    else if (line.startsWith(">")) nodes.push(make("blockquote", {}, inline(line.replace(/^>\s?/, ""))));
    else nodes.push(make("p", {}, inline(line)));
  }
  return nodes;
}

// Markdown's bold and links become Slack's, which are drawn already.
function inline(text) {
  const slack = text.replace(/\*\*([^*]+)\*\*/g, "*$1*").replace(/~~([^~]+)~~/g, "~$1~")
    .replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, "<$2|$1>");
  return mrkdwn(slack);
}

function image(part, size) {
  const source = part.image_url || part.slack_file?.url || "";
  return make("img", { src: source, alt: part.alt_text, width: size });
}
