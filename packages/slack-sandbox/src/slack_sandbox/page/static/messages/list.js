// The messages of a channel and of a thread, day by day; notices for one person alone among them.

import { drawMessage } from "./message.js";
import { make, refresh } from "../lib/dom.js";
import { day, dayKey } from "../text/days.js";
import { state, mine } from "../workspace/state.js";

const TOGETHER = 300; // seconds within which somebody's messages stand under one name
const end = document.getElementById("to-end");

export function drawMessages(list) {
  const channel = state.channel;
  const here = noticed(channel).filter((message) => !message.thread_ts);
  const top = channel.messages.filter((message) => !message.thread_ts || message.thread_ts === message.ts || message.subtype === "thread_broadcast");
  const all = [...top, ...here].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  const counted = all.map((message) => ({ ...message, ...thread(channel, message.ts), pinned: pinned(channel, message.ts) }));
  const atEnd = isAtEnd(list);
  const moved = state.moved;
  state.moved = false;
  refresh(list, divided(counted), (message) => `${state.me} ${channel.id} ${message.divider || ""}${message.ts}`, (message) => item(message, channel));
  const fresh = moved && list.querySelector(".divider.new");
  if (fresh) fresh.scrollIntoView({ block: "start" });
  else if (atEnd || moved) list.scrollTop = list.scrollHeight;
  drawEnd(list);
}

export function drawThread(list) {
  const channel = state.channel;
  if (!channel || !state.thread) return;
  const all = [...channel.messages, ...noticed(channel)].filter((message) => message.ts === state.thread || message.thread_ts === state.thread)
    .sort((a, b) => (a.ts < b.ts ? -1 : 1)).map((message) => ({ ...message, pinned: pinned(channel, message.ts) }));
  const atEnd = isAtEnd(list);
  refresh(list, all, (message) => `${state.me} ${message.ts}`, (message) => drawMessage(message, channel, true));
  if (atEnd) list.scrollTop = list.scrollHeight;
}

const noticed = (channel) => state.notices.filter((message) => message.kind === "ephemeral" && message.channel === channel.id);
const isAtEnd = (list) => list.scrollHeight - list.scrollTop - list.clientHeight < 80;
const pinned = (channel, ts) => channel.pins.some((message) => message.ts === ts);

function thread(channel, ts) {
  const found = channel.messages.filter((message) => message.thread_ts === ts && message.ts !== ts);
  return { replies: found.length, lastReply: found.at(-1)?.ts };
}

// Days and the beginning of what is new stand between messages.
function divided(all) {
  const items = [];
  let before = null;
  let marked = false;
  for (const message of all) {
    const first = !before || dayKey(before.ts) !== dayKey(message.ts);
    if (first) items.push({ divider: "day", ts: dayKey(message.ts), words: day(message.ts) });
    const fresh = state.unreadFrom && message.ts > state.unreadFrom && message.user !== mine()?.id;
    if (fresh && !marked) items.push({ divider: "new", ts: state.unreadFrom, words: "New" });
    items.push({ ...message, follows: !first && !(fresh && !marked) && follows(message, before) });
    marked = marked || fresh;
    before = message;
  }
  return items;
}

// Whether it stands under the name of the one before.
function follows(message, before) {
  const plain = (candidate) => !candidate.subtype && !candidate.username && !candidate.pinned && candidate.kind !== "ephemeral";
  return plain(message) && plain(before) && message.user === before.user && message.user !== state.app.bot_user
    && Number(message.ts) - Number(before.ts) < TOGETHER && !before.replies;
}

function item(message, channel) {
  if (message.divider) return make("h2", { class: `divider ${message.divider}` }, make("span", {}, message.words));
  return drawMessage(message, channel);
}

function drawEnd(list) {
  end.hidden = !state.channel || list.scrollHeight - list.scrollTop - list.clientHeight < 200;
}

const list = document.getElementById("messages");
let ended = true;
list.addEventListener("scroll", () => { ended = isAtEnd(list); drawEnd(list); });
// Who reads the newest still does when the message box beneath grows.
new ResizeObserver(() => { if (ended && state.channel) list.scrollTop = list.scrollHeight; }).observe(list);
end.addEventListener("click", () => { list.scrollTop = list.scrollHeight; list.focus({ preventScroll: true }); });
