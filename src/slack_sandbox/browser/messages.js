// Messages of a channel: who, when, what; replies, reactions, pins; notices for one person alone.

import { post } from "./api.js";
import { attachments, blocks } from "./blocks.js";
import { make, refresh } from "./dom.js";
import { emojiMenu, messageMenu } from "./menus.js";
import { mrkdwn, plain } from "./mrkdwn.js";
import { tell } from "./said.js";
import { state, nameOf, read } from "./state.js";

export function drawMessages(list) {
  const channel = state.channel;
  if (!channel) return list.replaceChildren();
  const here = state.notices.filter((one) => one.kind === "ephemeral" && one.channel === channel.id);
  const top = channel.messages.filter((one) => !one.thread_ts || one.thread_ts === one.ts || one.subtype === "thread_broadcast");
  const all = [...top, ...here].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  const counted = all.map((one) => ({ ...one, replies: replies(channel, one.ts), pinned: pinned(channel, one.ts) }));
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  refresh(list, counted, (one) => `${state.me} ${channel.id} ${one.ts}`, (one) => article(one, channel));
  if (atEnd) list.scrollTop = list.scrollHeight;
}

export function drawThread(list) {
  const channel = state.channel;
  if (!channel || !state.thread) return;
  const all = channel.messages.filter((one) => one.ts === state.thread || one.thread_ts === state.thread)
    .map((one) => ({ ...one, pinned: pinned(channel, one.ts) }));
  refresh(list, all, (one) => `${state.me} ${one.ts}`, (one) => article(one, channel, true));
}

const replies = (channel, ts) => channel.messages.filter((one) => one.thread_ts === ts && one.ts !== ts).length;
const pinned = (channel, ts) => channel.pins.some((one) => one.ts === ts);

export function time(ts) {
  return new Date(Number(ts) * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

// Subtypes of what a person or an app says; the others are Slack's own words.
const SAID = ["file_share", "bot_message", "thread_broadcast", "me_message"];

function avatar(one) {
  const { emoji, image_48: address } = one.icons || {};
  if (emoji) return state.emoji[emoji.replaceAll(":", "")];
  return address ? make("img", { src: address, alt: "", width: 36 }) : null;
}

function article(one, channel, inThread = false) {
  if (one.subtype && !SAID.includes(one.subtype)) {
    return make("article", { class: "event" }, make("span", {}),
      make("div", { class: "body" }, nameOf(one.user), " ", mrkdwn(one.text.replace(/^<@[A-Z0-9]+> /, "")), ` · ${time(one.ts)}`));
  }
  const notice = one.kind === "ephemeral";
  const who = notice ? nameOf(state.app.bot_user) : one.username || nameOf(one.user);
  const press = async (block, part, value) => {
    const body = { channel: channel.id, message_ts: one.ts, block_id: block.block_id, action_id: part.action_id, value };
    await tell(await post(`/people/${state.me}/clicks`, body));
  };
  const body = one.blocks && one.blocks.length ? blocks(one.blocks, press) : make("p", {}, one.mrkdwn === false ? plain(one.text) : mrkdwn(one.text));
  return make("article", { class: notice ? "notice" : "", "aria-label": `${who}, ${time(one.ts)}` },
    make("span", { class: "avatar", "aria-hidden": "true" }, avatar(one) || initials(who)),
    make("div", { class: "body" },
      make("div", {}, make("span", { class: "who" }, who), make("span", { class: "soft" }, time(one.ts)),
        one.edited ? make("span", { class: "soft" }, " (edited)") : null,
        one.pinned ? make("span", { class: "soft" }, " · pinned") : null,
        one.subtype === "thread_broadcast" ? make("span", { class: "soft" }, inThread ? " · also in the channel" : " · also in its thread") : null,
        notice ? make("span", { class: "soft" }, " · Only visible to you") : null),
      body,
      attachments(one.attachments, press),
      (one.files || []).map(file),
      notice ? null : foot(one, channel, inThread)));
}

const initials = (name) => name.split(/\s+/).map((part) => part[0]).slice(0, 2).join("").toUpperCase();
const file = (one) => make("p", {}, make("a", { href: one.url_private, target: "_blank" }, `File: ${one.title || one.name}`));

function foot(one, channel, inThread) {
  const deed = (body) => async () => tell(await post(`/people/${state.me}/channels/${channel.id}`, { message_ts: one.ts, ...body }));
  const me = state.people.find((person) => person.name === state.me);
  const shown = (one.reactions || []).map((each) => {
    const on = each.users.includes(me?.id);
    const label = `${each.name.replaceAll("_", " ")}, ${each.users.length}${on ? ", yours" : ""}`;
    return make("button", { type: "button", "aria-label": label, "aria-pressed": String(on), onclick: deed({ do: on ? "unreact" : "react", name: each.name }) },
      `${state.emoji[each.name] || each.name} ${each.users.length}`);
  });
  const member = channel.members.includes(me?.id);
  const add = member ? make("button", { type: "button", "aria-haspopup": "dialog", onclick: () => emojiMenu(one, channel) },
    make("span", { "aria-hidden": "true" }, "☺+"), make("span", { class: "hidden" }, "Add a reaction")) : null;
  const more = make("button", { type: "button", "aria-haspopup": "dialog", onclick: () => messageMenu(one, channel, one.pinned) },
    make("span", { "aria-hidden": "true" }, "⋮"), make("span", { class: "hidden" }, "More message actions"));
  const open = () => { state.thread = one.thread_ts || one.ts; read(); };
  const thread = inThread ? null : make("button", { type: "button", onclick: open },
    one.replies ? `${one.replies} ${one.replies === 1 ? "reply" : "replies"}` : "Reply");
  return make("div", { class: "foot" }, shown, add, thread, more);
}
