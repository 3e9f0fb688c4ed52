// One message: who, when, what; its reactions and replies, and what can be done with it.

import { post } from "./api.js";
import { attachments, blocks } from "./blocks.js";
import { moment, time } from "./day.js";
import { make } from "./dom.js";
import { emojiMenu, messageMenu } from "./menus.js";
import { mrkdwn, paragraphs, plain } from "./mrkdwn.js";
import { tell } from "./said.js";
import { state, nameOf, mine } from "./state.js";
import { openThread } from "./thread.js";

// Subtypes of what a person or an app says; the others are Slack's own words.
const SAID = ["file_share", "bot_message", "thread_broadcast", "me_message"];
const PICTURES = /\.(png|jpe?g|gif|webp|svg)$/i;

export const isEvent = (one) => Boolean(one.subtype) && !SAID.includes(one.subtype);
export const author = (one) => one.kind === "ephemeral" ? nameOf(state.app.bot_user) : one.username || nameOf(one.user);

export function article(one, channel, inThread = false) {
  if (isEvent(one)) return event(one, channel, inThread);
  const notice = one.kind === "ephemeral";
  const who = author(one);
  const press = async (block, part, value) => {
    const body = { channel: channel.id, message_ts: one.ts, block_id: block.block_id, action_id: part.action_id, value };
    await tell(await post(`/people/${state.me}/clicks`, body));
  };
  return make("article", { class: [notice && "notice", one.follows && "follows"].filter(Boolean).join(" ") || undefined, tabindex: "-1", "data-part": one.ts, "aria-label": `${who}, ${moment(one.ts)}` },
    one.follows ? make("span", { class: "aside", "aria-hidden": "true" }, time(one.ts)) : avatar(one, who),
    make("div", { class: "body" },
      make("div", { class: one.follows ? "hidden" : undefined }, make("span", { class: "who" }, who), isApp(one) ? make("span", { class: "app" }, "App") : null,
        " ", make("time", { class: "soft", datetime: new Date(one.ts * 1000).toISOString(), title: `${moment(one.ts)}` }, time(one.ts)), marks(one, inThread)),
      content(one, press),
      attachments(one.attachments, press),
      (one.files || []).map(file),
      one.edited ? make("span", { class: "soft" }, "(edited)") : null,
      notice ? null : foot(one, channel, inThread)),
    notice ? null : deeds(one, channel, inThread));
}

// What Slack itself says: that somebody came, or that a message with answers was deleted.
function event(one, channel, inThread) {
  const gone = one.subtype === "tombstone";
  return make("article", { class: "event", tabindex: "-1", "data-part": one.ts }, make("span", {}),
    make("div", { class: "body" }, gone ? "" : `${nameOf(one.user)} `, mrkdwn(one.text.replace(/^<@[A-Z0-9]+> /, "")), ` · ${time(one.ts)}`,
      gone ? foot(one, channel, inThread) : null));
}

function marks(one, inThread) {
  const found = [
    one.pinned && "pinned",
    one.subtype === "thread_broadcast" && (inThread ? "also in the channel" : "also in its thread"),
    one.kind === "ephemeral" && "Only visible to you",
  ].filter(Boolean);
  return found.map((each) => make("span", { class: "soft" }, ` · ${each}`));
}

function content(one, press) {
  if (one.blocks && one.blocks.length) return blocks(one.blocks, press);
  if (one.mrkdwn === false) return make("p", {}, plain(one.text));
  return one.subtype === "me_message" ? make("p", {}, make("em", {}, mrkdwn(one.text))) : paragraphs(one.text);
}

const isApp = (one) => one.kind === "ephemeral" || Boolean(one.username) || one.user === state.app.bot_user
  || state.people.some((each) => each.id === one.user && each.is_bot);
const initials = (name) => name.split(/\s+/).filter(Boolean).map((part) => [...part][0]).slice(0, 2).join("").toUpperCase();

function avatar(one, who) {
  const { emoji, image_48: address } = one.icons || {};
  const shown = emoji ? state.emoji[emoji.replaceAll(":", "")] : address ? make("img", { src: address, alt: "", width: 36 }) : null;
  const node = make("span", { class: "avatar", "aria-hidden": "true" }, shown || initials(who));
  node.style.setProperty("--hue", [...who].reduce((sum, each) => (sum * 31 + each.codePointAt(0)) % 360, 7));
  return node;
}

function file(one) {
  const title = one.title || one.name;
  const link = (...shown) => make("a", { href: one.url_private, target: "_blank" }, ...shown);
  if (!PICTURES.test(one.name || "") && !/^image\//.test(one.mimetype || "")) return make("p", {}, link(`File: ${title}`));
  return make("figure", { class: "block file" }, make("figcaption", { class: "soft" }, title),
    link(make("img", { src: one.url_private, alt: one.alt_txt || `File: ${title}`, onload: stay })));
}

// Who was at the end stays there when a picture makes it longer.
function stay({ target }) {
  const list = target.closest("[role=log]");
  if (list && list.scrollHeight - list.scrollTop - list.clientHeight < target.height + 80) list.scrollTop = list.scrollHeight;
}

// What others think of it, and how many answered.
function foot(one, channel, inThread) {
  const shown = (one.reactions || []).map((each) => reaction(one, channel, each));
  if (!inThread && one.replies) {
    shown.push(make("button", { type: "button", class: "replies", onclick: () => openThread(one.ts) },
      `${one.replies} ${one.replies === 1 ? "reply" : "replies"}`), make("span", { class: "soft" }, `last ${moment(one.lastReply)}`));
  }
  return shown.length ? make("div", { class: "foot" }, shown) : null;
}

function reaction(one, channel, each) {
  const on = each.users.includes(mine()?.id);
  const label = `${each.name.replaceAll("_", " ")}, ${each.users.length}${on ? ", yours" : ""}`;
  const deed = { do: on ? "unreact" : "react", name: each.name, message_ts: one.ts };
  return make("button", {
    type: "button", "aria-label": label, "aria-pressed": String(on), title: each.users.map(nameOf).join(", "),
    onclick: async () => tell(await post(`/people/${state.me}/channels/${channel.id}`, deed)),
  }, `${state.emoji[each.name] || each.name} ${each.users.length}`);
}

function deeds(one, channel, inThread) {
  const member = channel.members.includes(mine()?.id);
  const sign = (shown, words, act) => make("button", { type: "button", "aria-haspopup": "dialog", title: words, onclick: act },
    make("span", { "aria-hidden": "true" }, shown), make("span", { class: "hidden" }, words));
  return make("div", { class: "deeds" },
    member ? sign("☺+", "Add a reaction", () => emojiMenu(one, channel)) : null,
    inThread ? null : make("button", { type: "button", onclick: () => openThread(one.thread_ts || one.ts) }, "Reply"),
    sign("⋮", "More message actions", () => messageMenu(one, channel, one.pinned)));
}
