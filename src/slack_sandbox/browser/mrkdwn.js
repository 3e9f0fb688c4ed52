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
  const found = state.emoji[name];
  return found ? make("span", { role: "img", "aria-label": name.replaceAll("_", " ") }, found) : whole;
}

function reference(inner) {
  const [target, label] = inner.split("|");
  if (target.startsWith("@")) return make("span", { class: "mention" }, `@${nameOf(target.slice(1))}`);
  if (target.startsWith("#")) {
    const id = target.slice(1);
    const press = () => goTo(id);
    return make("button", { type: "button", class: "mention", onclick: press }, `#${nameOf(id)}`);
  }
  if (target.startsWith("!date^")) return date(target) || label || "";
  if (target.startsWith("!subteam^")) return make("span", { class: "mention" }, label || `@${nameOf(target.slice(9))}`);
  if (target.startsWith("!")) return make("span", { class: "ping" }, `@${target.slice(1)}`);
  if (/^(https?|mailto):/.test(target)) {
    const link = { href: target, target: "_blank", rel: "noreferrer" };
    return make("a", link, unescaped(label || target));
  }
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
