// What can be done with a message, and the app's shortcuts: each menu is a dialog with buttons.

import { post } from "./api.js";
import { make } from "./dom.js";
import { tell } from "./said.js";
import { state, mine, isDirect } from "./state.js";

const dialog = document.getElementById("menu");
const FIRST = ["+1", "eyes", "white_check_mark", "tada", "heart", "pushpin", "joy", "raised_hands", "rotating_light", "fire", "warning", "thinking_face"];

function show(title, ...content) {
  dialog.replaceChildren(make("div", {},
    make("header", {}, make("h2", { id: "menu-title" }, title),
      make("button", { type: "button", onclick: () => dialog.close() }, "Close")),
    make("div", { class: "content" }, content)));
  if (!dialog.open) dialog.showModal();
}

const choice = (words, act) => make("button", { type: "button", onclick: () => { dialog.close(); act(); } }, words);
const deed = (channel, body) => async () => tell(await post(`/people/${state.me}/channels/${channel.id}`, body));

export function messageMenu(one, channel, isPinned) {
  const own = one.user === mine()?.id;
  const member = channel.members.includes(mine()?.id);
  const ts = one.ts;
  const shortcuts = state.shortcuts.filter((each) => each.type === "message");
  show("This message", make("div", { class: "choices" },
    member ? choice("Add a reaction", () => emojiMenu(one, channel)) : null,
    member && !isDirect() ? choice(isPinned ? "Unpin from channel" : "Pin to channel", deed(channel, { do: isPinned ? "unpin" : "pin", message_ts: ts })) : null,
    own ? choice("Edit", () => edit(one, channel)) : null,
    own ? choice("Delete", deed(channel, { do: "delete", message_ts: ts })) : null,
    shortcuts.map((each) => choice(each.name, async () =>
      tell(await post(`/people/${state.me}/shortcuts`, { callback_id: each.callback_id, channel: channel.id, message_ts: ts }))))));
}

function edit(one, channel) {
  const area = make("textarea", { id: "edit-text", rows: "4" });
  area.value = one.text;
  const save = async (event) => {
    event.preventDefault();
    dialog.close();
    await deed(channel, { do: "edit", message_ts: one.ts, text: area.value })();
  };
  show("Edit your message", make("form", { class: "stack", onsubmit: save },
    make("label", { for: "edit-text" }, "Message"), area, make("button", { type: "submit", class: "primary" }, "Save")));
  area.focus();
}

export function emojiMenu(one, channel) {
  const found = make("div", { class: "emoji", role: "group", "aria-label": "Emoji" });
  const draw = (wanted) => {
    const names = wanted
      ? Object.keys(state.emoji).filter((name) => name.includes(wanted.replaceAll(" ", "_"))).slice(0, 60)
      : FIRST.filter((name) => state.emoji[name]);
    found.replaceChildren(...names.map((name) => make("button", {
      type: "button", "aria-label": name.replaceAll("_", " "), title: name,
      onclick: () => { dialog.close(); deed(channel, { do: "react", message_ts: one.ts, name })(); },
    }, state.emoji[name])), names.length ? "" : make("p", { class: "soft" }, "No emoji has this name."));
  };
  const search = make("input", { id: "emoji-search", type: "search", autocomplete: "off", oninput: (event) => draw(event.target.value.trim().toLowerCase()) });
  draw("");
  show("Add a reaction", make("label", { for: "emoji-search" }, "Search by name"), search, found);
  search.focus();
}

export function shortcutMenu() {
  const known = state.shortcuts.filter((each) => each.type === "global");
  const use = async (id) => tell(await post(`/people/${state.me}/shortcuts`, { callback_id: id }));
  const field = make("input", { id: "shortcut-id", type: "text", autocomplete: "off" });
  const send = (event) => { event.preventDefault(); dialog.close(); use(field.value.trim()); };
  // Without a manifest nobody knows the app's shortcuts: then their id is typed.
  show("Shortcuts", known.length
    ? make("div", { class: "choices" }, known.map((each) => choice(each.name, () => use(each.callback_id))))
    : make("form", { class: "stack", onsubmit: send },
      make("label", { for: "shortcut-id" }, "The shortcut's callback id"), field, make("button", { type: "submit", class: "primary" }, "Use")));
}

export function peopleMenu(pick) {
  const others = state.people.filter((one) => !one.deleted && !one.is_bot && one.name !== state.me);
  const boxes = others.map((one) => make("label", { class: "choice" }, make("input", { type: "checkbox", value: one.id }), one.real_name));
  const set = make("fieldset", {}, make("legend", {}, "With whom?"), boxes);
  const send = async (event) => {
    event.preventDefault();
    const users = [...set.querySelectorAll("input:checked")].map((box) => box.value);
    if (!users.length) return;
    dialog.close();
    pick(await post(`/people/${state.me}/direct`, { users }));
  };
  show("New direct message", make("form", { class: "stack", onsubmit: send }, set, make("button", { type: "submit", class: "primary" }, "Open")));
}

export function pinsMenu(channel, text) {
  const found = channel.pins.map((pin) => channel.messages.find((one) => one.ts === pin.ts)).filter(Boolean);
  show("Pinned messages", found.length
    ? make("ul", { class: "pins" }, found.map((one) => make("li", {}, text(one))))
    : make("p", { class: "soft" }, "Nothing is pinned here."));
}
