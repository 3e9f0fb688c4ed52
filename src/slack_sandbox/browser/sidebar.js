// Who you are, and where you can go. What is new is bold and says so.

import { make, refresh } from "./dom.js";
import { peopleMenu } from "./menus.js";
import { state, goTo, become, isDirect, isHome, together } from "./state.js";

const places = document.getElementById("places");
const me = document.getElementById("me");
const sidebar = document.getElementById("sidebar");
const opener = document.getElementById("open-sidebar");

const key = (place) => `seen ${state.me} ${place}`;
const seen = (place) => sessionStorage.getItem(key(place)) || "0";

export function drawSidebar() {
  const people = state.people.filter((one) => !one.is_bot && !one.deleted);
  refresh(me, people, (one) => one.id, (one) => make("option", { value: one.name }, one.real_name));
  me.value = state.me;
  markSeen();
  const mineFirst = state.channels.filter((one) => one.is_member && !one.is_archived);
  const others = state.channels.filter((one) => !one.is_member && !one.is_archived);
  const gone = state.channels.filter((one) => one.is_archived);
  const groups = [
    { title: "App", items: [{ place: "direct", words: "Messages from the app", last: state.directLast }, { place: "home", words: "Home of the app" }] },
    { title: "Your channels", items: mineFirst.map(item) },
    { title: "Direct messages", items: [...state.groups.map((one) => ({ place: one.id, words: together(one), last: one.last_ts })), { words: "New direct message", act: "people" }] },
    { title: "Other channels", items: others.map(item) },
    { title: "Archived", items: gone.map(item) },
  ].filter((group) => group.items.length);
  const drawn = groups.map((group) => ({ ...group, at: state.place, items: group.items.map((one) => ({ ...one, isNew: isNew(one) })) }));
  refresh(places, drawn, (group) => group.title, section);
}

const item = (one) => ({ place: one.name, words: `${one.is_private ? "🔒" : "#"} ${one.name}`, private: one.is_private, last: one.is_member ? one.last_ts : null });
const isNew = (one) => Boolean(one.last) && one.last > seen(one.place);

function markSeen() {
  if (document.hidden) return;
  const last = isDirect() ? state.directLast : state.channel?.messages.at(-1)?.ts;
  if (last && !isHome()) sessionStorage.setItem(key(state.place), last);
}

function section(group) {
  return make("section", {}, make("h2", {}, group.title), make("ul", {}, group.items.map((one) => make("li", {},
    make("button", {
      type: "button", class: one.isNew ? "unread" : undefined,
      "aria-current": one.place === group.at ? "page" : undefined,
      onclick: () => one.act ? peopleMenu((answer) => go(answer.channel)) : go(one.place),
    }, make("span", { class: "name" }, one.words),
    one.private ? make("span", { class: "hidden" }, "(private)") : null,
    one.isNew ? make("span", { class: "new" }, "new") : null)))));
}

async function go(place) {
  open(false);
  await goTo(place);
  document.getElementById("title").focus();
}

function open(wanted) {
  sidebar.classList.toggle("open", wanted);
  opener.setAttribute("aria-expanded", String(wanted));
}

me.addEventListener("change", () => become(me.value));
opener.addEventListener("click", () => open(!sidebar.classList.contains("open")));
document.addEventListener("keydown", (event) => { if (event.key === "Escape") open(false); });
