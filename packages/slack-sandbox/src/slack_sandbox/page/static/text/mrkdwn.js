// Slack's markup as nodes: mentions, links, bold, italic, code, quotes, emoji, dates.

import { formatted } from "./days.js";
import { make } from "../lib/dom.js";
import { state, nameOf, goTo, mine, PRIVATE } from "../workspace/state.js";

const REFERENCE = /<([^<>\n]+)>/g;
const HELD = "\uE000"; // stands around the number of a reference while the words around it are read
const STYLE = new RegExp([
  "```([\\s\\S]+?)```", "`([^`\\n]+)`",
  "(?<![\\w*])\\*(?=\\S)([^*\\n]*[^*\\s])\\*(?![\\w*])",
  "(?<![\\w_])_(?=\\S)([^_\\n]*[^_\\s])_(?![\\w_])",
  "(?<![\\w~])~(?=\\S)([^~\\n]*[^~\\s])~(?![\\w~])",
  ":([a-z0-9_+'-]+)(?:::skin-tone-[2-6])?:", `${HELD}(\\d+)${HELD}`,
].join("|"), "g");

// One line of text, or several in one paragraph.
export function mrkdwn(text) {
  const references = [];
  const held = text.replaceAll(HELD, "").replace(REFERENCE, (whole, inner) =>
    `${HELD}${references.push(inner) - 1}${HELD}`);
  const fragment = document.createDocumentFragment();
  fragment.append(...styled(held, references));
  return fragment;
}

// Whole text: paragraphs, quotes and blocks of code, one under another.
export function paragraphs(text) {
  return text.split(/(```[\s\S]+?```)/).flatMap((part) =>
    part.startsWith("```") && part.length > 6 ? [make("pre", {}, mrkdwn(part.slice(3, -3).replace(/^\n|\n$/g, "")))] : quotes(part));
}

const QUOTED = /^(?:&gt;|>) ?/;
const ALL_QUOTED = /^(?:&gt;|>){3} ?/;

function quotes(part) {
  const nodes = [];
  let lines = [];
  let quoted = false;
  let rest = false;
  const end = () => {
    const words = lines.join("\n");
    if (words.trim()) nodes.push(quoted ? make("blockquote", {}, make("p", {}, mrkdwn(words))) : make("p", {}, mrkdwn(words)));
    lines = [];
  };
  for (const line of part.replace(/^\n|\n$/g, "").split("\n")) {
    const starts = !rest && ALL_QUOTED.test(line);
    const now = rest || starts || QUOTED.test(line);
    if (now !== quoted) { end(); quoted = now; }
    lines.push(starts ? line.replace(ALL_QUOTED, "") : now && !rest ? line.replace(QUOTED, "") : line);
    rest = rest || starts;
  }
  end();
  return nodes;
}

export function plain(text) {
  return emoji(unescaped(text));
}

// A text object of words alone, as a string: it says itself whether codes of emoji are emoji.
export const plainWords = (object) => object.emoji === false ? unescaped(object.text) : plain(object.text);

export function words(object) {
  if (!object) return "";
  return object.type === "mrkdwn" ? mrkdwn(object.text) : plainWords(object);
}

function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function emoji(text) {
  return text.replace(/:([a-z0-9_+'-]+):/g, (whole, name) => state.emoji[name] || whole);
}

function styled(text, references) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(STYLE)) {
    nodes.push(unescaped(text.slice(at, match.index)), style(match, references));
    at = match.index + match[0].length;
  }
  nodes.push(unescaped(text.slice(at)));
  return nodes.filter((node) => node !== "");
}

function style([whole, block, code, bold, italic, strike, name, held], references) {
  const inner = (words) => styled(words, references);
  const literal = (words) => unescaped(words.replace(new RegExp(`${HELD}(\\d+)${HELD}`, "g"), (_, at) => shownInCode(references[at])));
  if (held !== undefined) return reference(references[held]);
  if (block !== undefined) return make("pre", {}, literal(block));
  if (code !== undefined) return make("code", {}, literal(code));
  if (bold !== undefined) return make("strong", {}, ...inner(bold));
  if (italic !== undefined) return make("em", {}, ...inner(italic));
  if (strike !== undefined) return make("s", {}, ...inner(strike));
  return smiley(name) || whole;
}

// Addresses are links for Slack even where they are code; there they are only read.
const shownInCode = (inner) => /^(https?|mailto):/.test(inner) ? inner.split("|").at(-1) : `<${inner}>`;

// An emoji that has a name; null where nobody knows it.
export function smiley(name) {
  const found = state.emoji[name];
  return found ? make("span", { role: "img", "aria-label": name.replaceAll("_", " ") }, found) : null;
}

export const person = (id) => make("span", { class: id === mine()?.id ? "mention me" : "mention" }, `@${nameOf(id)}`);
export const everybody = (range) => make("span", { class: "ping" }, `@${range}`);
export const link = (address, label) => make("a", { href: here(address), target: "_blank", rel: "noreferrer" }, label || address);

// A permalink, with this machine's address or of Slack's form, leads to this page, for whoever looks.
function here(address) {
  const [, host, path] = address.match(/^https?:\/\/([^/]+)(\/archives\/\w+\/\w+)/) || [];
  return host === "sandbox.slack.com" || host === location.host ? `${path}?as=${encodeURIComponent(state.me)}` : address;
}

export const channel = (id) => make("button", { type: "button", class: "mention", onclick: () => goTo(id) }, nameOf(id) === PRIVATE ? `🔒 ${PRIVATE}` : `#${nameOf(id)}`);

// People who are called together: a mention of you where you are candidate of them.
export function group(id, label) {
  const found = state.handles.find((candidate) => candidate.id === id);
  const me = found?.users.includes(mine()?.id);
  return make("span", { class: me ? "mention me" : "mention" }, label || `@${found ? found.handle : id}`);
}

export function when(seconds, format, address, otherwise) {
  const said = formatted(seconds, format) ?? otherwise ?? "";
  return address && /^https?:/.test(address) ? link(unescaped(address), said) : said;
}

function reference(inner) {
  const [target, label] = inner.split("|");
  if (target.startsWith("@")) return person(target.slice(1));
  if (target.startsWith("#")) return channel(target.slice(1));
  if (target.startsWith("!date^")) {
    const [, seconds, format, address] = target.split("^");
    return when(seconds, format, address, label && unescaped(label));
  }
  if (target.startsWith("!subteam^")) return group(target.slice(9), label && unescaped(label));
  if (target.startsWith("!")) return everybody(target.slice(1));
  if (/^(https?|mailto):/.test(target)) return link(unescaped(target), unescaped(label || target));
  return unescaped(`<${inner}>`);
}
