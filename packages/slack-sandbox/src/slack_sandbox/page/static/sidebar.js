// Who you are, and where you can go. What is new is bold and says so.

import { newChannel } from "./channel.js";
import { make, refresh } from "./dom.js";
import { peopleMenu } from "./menus.js";
import { state, goTo, become, nameOf, together } from "./state.js";
import { isNew, markSeen } from "./unread.js";

const places = document.getElementById("places");
const me = document.getElementById("me");
const sidebar = document.getElementById("sidebar");
const opener = document.getElementById("open-sidebar");

export function drawSidebar() {
  const people = state.people.filter((one) => !one.is_bot && !one.deleted);
  refresh(me, people, (one) => one.id, (one) => make("option", { value: one.name }, one.real_name));
  me.value = state.me;
  markSeen();
  const named = [...state.channels].sort((a, b) => a.name.localeCompare(b.name));
  const inside = named.filter((one) => one.is_member && !one.is_archived);
  const others = named.filter((one) => !one.is_member && !one.is_archived);
  const gone = named.filter((one) => one.is_archived);
  const app = [
    { place: "direct", words: "Messages", more: " from the app", last: state.directLast },
    { place: "home", words: "Home", more: " of the app" },
  ];
  const direct = state.groups.map((one) => ({ place: one.id, words: together(one), last: one.last_ts }));
  const groups = [
    { title: nameOf(state.app.bot_user), items: app },
    { title: "Your channels", items: [...inside.map(item), { words: "+ New channel", act: "channel" }] },
    { title: "Direct messages", items: [...direct, { words: "+ New direct message", act: "people" }] },
    { title: "Other channels", items: others.map(item) },
    { title: "Archived", folded: true, items: gone.map(item) },
  ].filter((group) => group.items.length);
  const drawn = groups.map((group) => ({ ...group, at: state.place, items: group.items.map((one) => ({ ...one, isNew: isNew(one) })) }));
  refresh(places, drawn, (group) => group.title, section);
}

const item = (one) => ({ place: one.name, words: `${one.is_private ? "🔒" : "#"} ${one.name}`, private: one.is_private, last: one.is_member ? one.last_ts : null });
const ACTS = { people: () => peopleMenu((answer) => go(answer.channel)), channel: () => newChannel((answer) => go(answer.channel)) };

function section(group) {
  const list = make("ul", {}, group.items.map((one) => make("li", {},
    make("button", {
      type: "button", class: one.isNew ? "unread" : one.act ? "act" : undefined, title: one.words,
      "aria-current": one.place === group.at ? "page" : undefined,
      onclick: () => one.act ? ACTS[one.act]() : go(one.place),
    }, make("span", { class: "name" }, one.words, one.more ? make("span", { class: "hidden" }, one.more) : null),
    one.private ? make("span", { class: "hidden" }, "(private)") : null,
    one.isNew ? make("span", { class: "new" }, "new") : null))));
  if (!group.folded) return make("section", {}, make("h2", {}, group.title), list);
  const open = group.items.some((one) => one.place === group.at);
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
