// Block Kit as it looks: every block, and every element that can stand in a message or a form.

import { make } from "./dom.js";
import { mrkdwn, plain } from "./mrkdwn.js";
import { state, nameOf } from "./state.js";

// `press(element, value)` is called for what a person presses; `field` renders an input.
export function blocks(list, press, field) {
  return (list || []).map((block) => one(block, press, field)).filter(Boolean);
}

function one(block, press, field) {
  const draw = DRAW[block.type];
  return draw ? draw(block, press, field) : make("p", { class: "soft" }, `(${block.type})`);
}

export function words(object) {
  if (!object) return "";
  return object.type === "mrkdwn" ? mrkdwn(object.text) : plain(object.text);
}

const DRAW = {
  section: (block, press) => make("div", { class: "block section" },
    make("div", {},
      block.text ? paragraphs(block.text) : null,
      block.fields ? make("div", { class: "fields" }, block.fields.map((each) => make("p", {}, words(each)))) : null),
    block.accessory ? element(block.accessory, block, press) : null),
  header: (block) => make("h3", { class: "block header" }, words(block.text)),
  divider: () => make("hr", {}),
  context: (block) => make("p", { class: "block context" },
    block.elements.map((each) => each.type === "image" ? image(each) : words(each))),
  actions: (block, press) => make("div", { class: "block actions" },
    block.elements.map((each) => element(each, block, press))),
  image: (block) => make("figure", { class: "block" }, image(block),
    block.title ? make("figcaption", { class: "soft" }, words(block.title)) : null),
  markdown: (block) => make("div", { class: "block" }, paragraphs({ type: "mrkdwn", text: block.text.replace(/\*\*/g, "*") })),
  rich_text: (block) => make("div", { class: "block" }, block.elements.map(rich)),
  input: (block, press, field) => field ? field(block) : null,
};

function paragraphs(object) {
  const lines = object.text.split("\n");
  const quoted = lines.every((line) => line.startsWith("&gt;") || line.startsWith(">"));
  if (quoted && object.type === "mrkdwn") {
    const inner = lines.map((line) => line.replace(/^(&gt;|>)\s?/, "")).join("\n");
    return make("blockquote", {}, mrkdwn(inner));
  }
  return make("p", {}, words(object));
}

function rich(part) {
  const inner = (part.elements || []).map(richElement);
  if (part.type === "rich_text_quote") return make("blockquote", {}, inner);
  if (part.type === "rich_text_preformatted") return make("pre", {}, inner);
  if (part.type === "rich_text_list") {
    const tag = part.style === "ordered" ? "ol" : "ul";
    return make(tag, {}, part.elements.map((item) => make("li", {}, item.elements.map(richElement))));
  }
  return make("p", {}, inner);
}

function richElement(part) {
  if (part.type === "user") return make("span", { class: "mention" }, `@${nameOf(part.user_id)}`);
  if (part.type === "channel") return make("span", { class: "mention" }, `#${nameOf(part.channel_id)}`);
  if (part.type === "broadcast") return make("span", { class: "ping" }, `@${part.range}`);
  if (part.type === "emoji") return state.emoji[part.name] || `:${part.name}:`;
  if (part.type === "link") return make("a", { href: part.url, rel: "noreferrer", target: "_blank" }, part.text || part.url);
  const style = part.style || {};
  const tag = style.bold ? "strong" : style.italic ? "em" : style.strike ? "s" : style.code ? "code" : "span";
  return make(tag, {}, part.text || "");
}

const image = (part) => make("img", { src: part.image_url, alt: part.alt_text, width: part.type === "image" ? undefined : 20 });

function element(part, block, press) {
  if (part.type === "button") return button(part, block, press);
  if (part.type === "image") return image(part);
  return chooser(part, block, press);
}

function button(part, block, press) {
  const send = () => press(block, part, part.value);
  const attributes = { type: "button", class: part.style, onclick: () => part.confirm ? confirmed(part.confirm, send) : send() };
  if (part.accessibility_label) attributes["aria-label"] = part.accessibility_label;
  if (part.url) attributes.onclick = () => { window.open(part.url, "_blank", "noreferrer"); send(); };
  return make("button", attributes, words(part.text));
}

function confirmed(question, send) {
  const dialog = document.getElementById("confirm");
  const end = (go) => { dialog.close(); if (go) send(); };
  dialog.replaceChildren(
    make("header", {}, make("h2", { id: "confirm-title" }, words(question.title))),
    make("div", { class: "content" }, make("p", {}, words(question.text))),
    make("footer", {},
      make("button", { type: "button", onclick: () => end(false) }, words(question.deny)),
      make("button", { type: "button", class: "primary", onclick: () => end(true) }, words(question.confirm))));
  dialog.showModal();
}

// A menu in a message: choosing is pressing.
function chooser(part, block, press) {
  const options = choices(part);
  const label = part.placeholder ? plain(part.placeholder.text) : "Choose";
  const pick = (event) => { if (event.target.value) press(block, part, event.target.value); };
  return make("select", { "aria-label": label, onchange: pick },
    make("option", { value: "" }, label),
    options.map((each) => make("option", { value: each.value }, each.words)));
}

// What can be chosen in an element: its own options, or people, or channels.
export function choices(part) {
  if (part.type.includes("users_select")) {
    return state.people.filter((one) => !one.deleted).map((one) => ({ value: one.id, words: one.real_name }));
  }
  if (part.type.includes("channels_select") || part.type.includes("conversations_select")) {
    return state.channels.map((one) => ({ value: one.id, words: `#${one.name}` }));
  }
  const grouped = (part.option_groups || []).flatMap((group) => group.options);
  return [...(part.options || []), ...grouped].map((each) => ({
    value: each.value, words: plain(each.text.text), more: each.description ? plain(each.description.text) : "",
  }));
}
