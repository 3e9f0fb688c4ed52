// Slack's markup as nodes: mentions, links, bold, italic, code, quotes, emoji, dates.

import { make } from "./dom.js";
import { state, nameOf, goTo } from "./state.js";

const REFERENCE = /<([^<>\n]+)>/g;
const STYLE = /```([\s\S]+?)```|`([^`\n]+)`|(?<![\w*])\*([^*\n]+)\*(?![\w*])|(?<![\w_])_([^_\n]+)_(?![\w_])|(?<![\w~])~([^~\n]+)~(?![\w~])|:([a-z0-9_+-]+):/g;

export function mrkdwn(text) {
  const fragment = document.createDocumentFragment();
  let at = 0;
  for (const match of text.matchAll(REFERENCE)) {
    fragment.append(...styled(text.slice(at, match.index)), reference(match[1]));
    at = match.index + match[0].length;
  }
  fragment.append(...styled(text.slice(at)));
  return fragment;
}

export function plain(text) {
  return emoji(unescaped(text));
}

export function words(object) {
  if (!object) return "";
  return object.type === "mrkdwn" ? mrkdwn(object.text) : plain(object.text);
}

function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function emoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => state.emoji[name] || whole);
}

function styled(text) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(STYLE)) {
    nodes.push(unescaped(text.slice(at, match.index)), style(match));
    at = match.index + match[0].length;
  }
  nodes.push(unescaped(text.slice(at)));
  return nodes.filter((node) => node !== "");
}

function style([whole, block, code, bold, italic, strike, name]) {
  if (block !== undefined) return make("pre", {}, unescaped(block));
  if (code !== undefined) return make("code", {}, unescaped(code));
  if (bold !== undefined) return make("strong", {}, ...styled(bold));
  if (italic !== undefined) return make("em", {}, ...styled(italic));
  if (strike !== undefined) return make("s", {}, ...styled(strike));
  return smiley(name) || whole;
}

// An emoji that has a name; null where nobody knows it.
export function smiley(name) {
  const found = state.emoji[name];
  return found ? make("span", { role: "img", "aria-label": name.replaceAll("_", " ") }, found) : null;
}

export const person = (id) => make("span", { class: "mention" }, `@${nameOf(id)}`);
export const everybody = (range) => make("span", { class: "ping" }, `@${range}`);
export const link = (address, label) => make("a", { href: address, target: "_blank", rel: "noreferrer" }, label || address);
export const channel = (id) => make("button", { type: "button", class: "mention", onclick: () => goTo(id) }, `#${nameOf(id)}`);

function reference(inner) {
  const [target, label] = inner.split("|");
  if (target.startsWith("@")) return person(target.slice(1));
  if (target.startsWith("#")) return channel(target.slice(1));
  if (target.startsWith("!date^")) return date(target) || label || "";
  if (target.startsWith("!subteam^")) return label ? make("span", { class: "mention" }, label) : person(target.slice(9));
  if (target.startsWith("!")) return everybody(target.slice(1));
  if (/^(https?|mailto):/.test(target)) return link(unescaped(target), unescaped(label || target));
  return unescaped(`<${inner}>`);
}

// `<!date^seconds^{date} at {time}|fallback>`, in the reader's own zone.
function date(target) {
  const [, seconds, format] = target.split("^");
  if (!format || !Number(seconds)) return "";
  const at = new Date(Number(seconds) * 1000);
  const time = at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return format.replace(/\{time(_secs)?\}/g, time).replace(/\{date[a-z_]*\}/g, at.toLocaleDateString([], { day: "numeric", month: "long", year: "numeric" }));
}
