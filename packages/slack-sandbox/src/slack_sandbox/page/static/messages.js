// The messages of a channel and of a thread, day by day; notices for one person alone among them.

import { article } from "./article.js";
import { day, dayKey } from "./day.js";
import { make, refresh } from "./dom.js";
import { state, mine } from "./state.js";

const TOGETHER = 300; // seconds within which somebody's messages stand under one name
const end = document.getElementById("to-end");

export function drawMessages(list) {
  const channel = state.channel;
  const here = noticed(channel).filter((one) => !one.thread_ts);
  const top = channel.messages.filter((one) => !one.thread_ts || one.thread_ts === one.ts || one.subtype === "thread_broadcast");
  const all = [...top, ...here].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  const counted = all.map((one) => ({ ...one, ...thread(channel, one.ts), pinned: pinned(channel, one.ts) }));
  const atEnd = isAtEnd(list);
  const moved = state.moved;
  state.moved = false;
  refresh(list, divided(counted), (one) => `${state.me} ${channel.id} ${one.divider || ""}${one.ts}`, (one) => item(one, channel));
  const fresh = moved && list.querySelector(".divider.new");
  if (fresh) fresh.scrollIntoView({ block: "start" });
  else if (atEnd || moved) list.scrollTop = list.scrollHeight;
  drawEnd(list);
}

export function drawThread(list) {
  const channel = state.channel;
  if (!channel || !state.thread) return;
  const all = [...channel.messages, ...noticed(channel)].filter((one) => one.ts === state.thread || one.thread_ts === state.thread)
    .sort((a, b) => (a.ts < b.ts ? -1 : 1)).map((one) => ({ ...one, pinned: pinned(channel, one.ts) }));
  const atEnd = isAtEnd(list);
  refresh(list, all, (one) => `${state.me} ${one.ts}`, (one) => article(one, channel, true));
  if (atEnd) list.scrollTop = list.scrollHeight;
}

const noticed = (channel) => state.notices.filter((one) => one.kind === "ephemeral" && one.channel === channel.id);
const isAtEnd = (list) => list.scrollHeight - list.scrollTop - list.clientHeight < 80;
const pinned = (channel, ts) => channel.pins.some((one) => one.ts === ts);

function thread(channel, ts) {
  const found = channel.messages.filter((one) => one.thread_ts === ts && one.ts !== ts);
  return { replies: found.length, lastReply: found.at(-1)?.ts };
}

// Days and the beginning of what is new stand between messages.
function divided(all) {
  const items = [];
  let before = null;
  let told = false;
  for (const one of all) {
    const first = !before || dayKey(before.ts) !== dayKey(one.ts);
    if (first) items.push({ divider: "day", ts: dayKey(one.ts), words: day(one.ts) });
    const fresh = state.unreadFrom && one.ts > state.unreadFrom && one.user !== mine()?.id;
    if (fresh && !told) items.push({ divider: "new", ts: state.unreadFrom, words: "New" });
    items.push({ ...one, follows: !first && !(fresh && !told) && follows(one, before) });
    told = told || fresh;
    before = one;
  }
  return items;
}

// Whether it stands under the name of the one before.
function follows(one, before) {
  const plain = (each) => !each.subtype && !each.username && !each.pinned && each.kind !== "ephemeral";
  return plain(one) && plain(before) && one.user === before.user && one.user !== state.app.bot_user
    && Number(one.ts) - Number(before.ts) < TOGETHER && !before.replies;
}

function item(one, channel) {
  if (one.divider) return make("h2", { class: `divider ${one.divider}` }, make("span", {}, one.words));
  return article(one, channel);
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
