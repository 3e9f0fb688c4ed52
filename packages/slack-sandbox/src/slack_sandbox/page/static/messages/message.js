// One message: who, when, what; its reactions and replies, and what can be done with it.

import { emojiMenu, messageMenu } from "./message_menu.js";
import { openThread } from "./thread.js";
import { attachments, blocks } from "../blocks/blocks.js";
import { make } from "../lib/dom.js";
import { moment, time } from "../text/days.js";
import { mrkdwn, paragraphs, plain } from "../text/mrkdwn.js";
import { post } from "../workspace/api.js";
import { actIn, showOutcome } from "../workspace/outcome.js";
import { state, nameOf, mine } from "../workspace/state.js";

// Subtypes of what a person or an app says; the others are Slack's own words.
const SPOKEN = ["file_share", "bot_message", "thread_broadcast", "me_message"];
const PICTURES = /\.(png|jpe?g|gif|webp|svg)$/i;

export const isEvent = (message) => Boolean(message.subtype) && !SPOKEN.includes(message.subtype);
export const author = (message) => message.kind === "ephemeral" ? nameOf(state.app.bot_user) : message.username || nameOf(message.user);

export function drawMessage(message, channel, inThread = false) {
  if (isEvent(message)) return event(message, channel, inThread);
  const notice = message.kind === "ephemeral";
  const who = author(message);
  const press = async (block, part, value) => {
    const body = { channel: channel.id, message_ts: message.ts, block_id: block.block_id, action_id: part.action_id, value };
    await showOutcome(await post(`/people/${state.me}/clicks`, body));
  };
  return make("article", { class: [notice && "notice", message.follows && "follows"].filter(Boolean).join(" ") || undefined, tabindex: "-1", "data-part": message.ts, "aria-label": `${who}, ${moment(message.ts)}` },
    message.follows ? make("span", { class: "aside", "aria-hidden": "true" }, time(message.ts)) : avatar(message, who),
    make("div", { class: "body" },
      make("div", { class: message.follows ? "hidden" : undefined }, make("span", { class: "author" }, who), isApp(message) ? make("span", { class: "app" }, "App") : null,
        " ", make("time", { class: "muted", datetime: new Date(message.ts * 1000).toISOString(), title: `${moment(message.ts)}` }, time(message.ts)), marks(message, inThread)),
      content(message, press),
      attachments(message.attachments, press),
      (message.files || []).map(file),
      message.edited ? make("span", { class: "muted" }, "(edited)") : null,
      notice ? null : foot(message, channel, inThread)),
    notice ? null : messageActions(message, channel, inThread));
}

// What Slack itself says: that somebody came, or that a message with answers was deleted.
function event(message, channel, inThread) {
  const gone = message.subtype === "tombstone";
  return make("article", { class: "event", tabindex: "-1", "data-part": message.ts }, make("span", {}),
    make("div", { class: "body" }, gone ? "" : `${nameOf(message.user)} `, mrkdwn(message.text.replace(/^<@[A-Z0-9]+> /, "")), ` · ${time(message.ts)}`,
      gone ? foot(message, channel, inThread) : null));
}

function marks(message, inThread) {
  const found = [
    message.pinned && "pinned",
    message.subtype === "thread_broadcast" && (inThread ? "also in the channel" : "also in its thread"),
    message.kind === "ephemeral" && "Only visible to you",
  ].filter(Boolean);
  return found.map((words) => make("span", { class: "muted" }, ` · ${words}`));
}

function content(message, press) {
  if (message.blocks && message.blocks.length) return blocks(message.blocks, press);
  if (message.mrkdwn === false) return make("p", {}, plain(message.text));
  return message.subtype === "me_message" ? make("p", {}, make("em", {}, mrkdwn(message.text))) : paragraphs(message.text);
}

const isApp = (message) => message.kind === "ephemeral" || Boolean(message.username) || message.user === state.app.bot_user
  || state.people.some((person) => person.id === message.user && person.is_bot);
const initials = (name) => name.split(/\s+/).filter(Boolean).map((part) => [...part][0]).slice(0, 2).join("").toUpperCase();

function avatar(message, who) {
  const { emoji, image_48: address } = message.icons || {};
  const shown = emoji ? state.emoji[emoji.replaceAll(":", "")] : address ? make("img", { src: address, alt: "", width: 36 }) : null;
  const node = make("span", { class: "avatar", "aria-hidden": "true" }, shown || initials(who));
  node.style.setProperty("--hue", [...who].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7));
  return node;
}

function file(message) {
  const title = message.title || message.name;
  const link = (...shown) => make("a", { href: message.url_private, target: "_blank" }, ...shown);
  if (!PICTURES.test(message.name || "") && !/^image\//.test(message.mimetype || "")) return make("p", {}, link(`File: ${title}`));
  return make("figure", { class: "block file" }, make("figcaption", { class: "muted" }, title),
    link(make("img", { src: message.url_private, alt: message.alt_txt || `File: ${title}`, onload: stay })));
}

// Who was at the end stays there when a picture makes it longer.
function stay({ target }) {
  const list = target.closest("[role=log]");
  if (list && list.scrollHeight - list.scrollTop - list.clientHeight < target.height + 80) list.scrollTop = list.scrollHeight;
}

// What others think of it, and how many answered.
function foot(message, channel, inThread) {
  const shown = (message.reactions || []).map((found) => reaction(message, channel, found));
  if (!inThread && message.replies) {
    shown.push(make("button", { type: "button", class: "replies", onclick: () => openThread(message.ts) },
      `${message.replies} ${message.replies === 1 ? "reply" : "replies"}`), make("span", { class: "muted" }, `last ${moment(message.lastReply)}`));
  }
  return shown.length ? make("div", { class: "foot" }, shown) : null;
}

function reaction(message, channel, { name, users }) {
  const on = users.includes(mine()?.id);
  const label = `${name.replaceAll("_", " ")}, ${users.length}${on ? ", yours" : ""}`;
  const change = { do: on ? "unreact" : "react", name, message_ts: message.ts };
  return make("button", {
    type: "button", "aria-label": label, "aria-pressed": String(on), title: users.map(nameOf).join(", "),
    onclick: async () => showOutcome(await actIn(channel.id, change)),
  }, `${state.emoji[name] || name} ${users.length}`);
}

function messageActions(message, channel, inThread) {
  const member = channel.members.includes(mine()?.id);
  const sign = (shown, words, act) => make("button", { type: "button", "aria-haspopup": "dialog", title: words, onclick: act },
    make("span", { "aria-hidden": "true" }, shown), make("span", { class: "hidden" }, words));
  return make("div", { class: "message-actions" },
    member ? sign("☺+", "Add a reaction", () => emojiMenu(message, channel)) : null,
    inThread ? null : make("button", { type: "button", onclick: () => openThread(message.thread_ts || message.ts) }, "Reply"),
    sign("⋮", "More message actions", () => messageMenu(message, channel, message.pinned)));
}
