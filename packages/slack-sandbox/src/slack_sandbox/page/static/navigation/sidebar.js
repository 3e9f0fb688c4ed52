// Who you are, and where you can go. What is new is bold and says so.

import { newChannel } from "./channel_menu.js";
import { newDirectMessage } from "./new_direct_message.js";
import { make, refresh } from "../lib/dom.js";
import { state, goTo, become, nameOf, sharedWith, together } from "../workspace/state.js";
import { isNew, markSeen } from "../workspace/unread.js";

const conversations = document.getElementById("conversations");
const me = document.getElementById("me");
const sidebar = document.getElementById("sidebar");
const opener = document.getElementById("open-sidebar");

export function drawSidebar() {
  const people = state.people.filter((person) => !person.is_bot && !person.deleted);
  refresh(me, people, (person) => person.id, (person) => make("option", { value: person.name }, person.real_name));
  me.value = state.me;
  markSeen();
  const named = [...state.channels].sort((a, b) => a.name.localeCompare(b.name));
  const inside = named.filter((channel) => channel.is_member && !channel.is_archived);
  const others = named.filter((channel) => !channel.is_member && !channel.is_archived);
  const gone = named.filter((channel) => channel.is_archived);
  const app = [
    { place: "direct", words: "Messages", more: " from the app", last: state.directLast },
    { place: "home", words: "Home", more: " of the app" },
  ];
  const direct = state.groups.map((group) => ({ place: group.id, words: together(group), last: group.last_ts }));
  const groups = [
    { title: nameOf(state.app.bot_user), items: app },
    { title: "Your channels", items: [...inside.map(channelItem), { words: "+ New channel", act: "channel" }] },
    { title: "Direct messages", items: [...direct, { words: "+ New direct message", act: "people" }] },
    { title: "Other channels", items: others.map(channelItem) },
    { title: "Archived", folded: true, items: gone.map(channelItem) },
  ].filter((group) => group.items.length);
  const drawn = groups.map((group) => ({ ...group, at: state.place, items: group.items.map((item) => ({ ...item, isNew: isNew(item) })) }));
  refresh(conversations, drawn, (group) => group.title, section);
}

const channelItem = (channel) => ({ place: channel.name, words: `${channel.is_private ? "🔒" : "#"} ${channel.name}`, private: channel.is_private, shared: sharedWith(channel), last: channel.is_member ? channel.last_ts : null });
const ACTS = { people: () => newDirectMessage((answer) => go(answer.channel)), channel: () => newChannel((answer) => go(answer.channel)) };

function section(group) {
  const list = make("ul", {}, group.items.map((item) => make("li", {},
    make("button", {
      type: "button", class: item.isNew ? "unread" : item.act ? "act" : undefined, title: item.words,
      "aria-current": item.place === group.at ? "page" : undefined,
      onclick: () => item.act ? ACTS[item.act]() : go(item.place),
    }, make("span", { class: "name" }, item.words, item.more ? make("span", { class: "hidden" }, item.more) : null),
    item.private ? make("span", { class: "hidden" }, "(private)") : null,
    item.shared ? make("span", { title: item.shared }, "⇄", make("span", { class: "hidden" }, item.shared)) : null,
    item.isNew ? make("span", { class: "new" }, "new") : null))));
  if (!group.folded) return make("section", {}, make("h2", {}, group.title), list);
  const open = group.items.some((item) => item.place === group.at);
  return make("section", {}, make("details", { open }, make("summary", {}, make("h2", {}, group.title)), list));
}

async function go(place) {
  open(false);
  await goTo(place);
  document.getElementById("title").focus();
}

function open(wanted) {
  if (wanted === sidebar.classList.contains("open")) return;
  sidebar.classList.toggle("open", wanted);
  opener.setAttribute("aria-expanded", String(wanted));
  (wanted ? me : opener).focus();
}

me.addEventListener("change", () => become(me.value));
opener.addEventListener("click", () => open(!sidebar.classList.contains("open")));
document.getElementById("close-sidebar").addEventListener("click", () => open(false));
// On a phone the list lies over the page: whoever presses beside it wants the page.
document.addEventListener("pointerdown", (event) => {
  if (sidebar.classList.contains("open") && !event.target.closest("#sidebar, dialog, #open-sidebar")) open(false);
});
