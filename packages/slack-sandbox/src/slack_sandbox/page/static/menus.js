// What can be done with a message, and the app's shortcuts: each menu is a dialog with buttons.

import { post } from "./api.js";
import { confirmed } from "./confirm.js";
import { moment } from "./day.js";
import { closeMenu, show } from "./dialog.js";
import { make } from "./dom.js";
import { tell } from "./said.js";
import { state, mine, isDirect, nameOf } from "./state.js";
import { shownTyped } from "./typed.js";

const FIRST = ["+1", "eyes", "white_check_mark", "tada", "heart", "pushpin", "joy", "raised_hands", "rotating_light", "fire", "warning", "thinking_face"];

const choice = (words, act) => make("button", { type: "button", onclick: () => { closeMenu(); act(); } }, words);
const deed = (channel, body) => async () => tell(await post(`/people/${state.me}/channels/${channel.id}`, body));

const DELETE = {
  title: { text: "Delete this message?" }, text: { text: "It can't be brought back." },
  confirm: { text: "Delete" }, deny: { text: "Cancel" }, style: "danger",
};

export function messageMenu(one, channel, isPinned) {
  const own = one.user === mine()?.id;
  const member = channel.members.includes(mine()?.id);
  const ts = one.ts;
  const shortcuts = state.shortcuts.filter((each) => each.type === "message");
  show("This message", make("div", { class: "choices" },
    member ? choice("Add a reaction", () => emojiMenu(one, channel)) : null,
    member && !isDirect() ? choice(isPinned ? "Unpin from channel" : "Pin to channel", deed(channel, { do: isPinned ? "unpin" : "pin", message_ts: ts })) : null,
    own ? choice("Edit", () => edit(one, channel)) : null,
    own ? choice("Delete", () => confirmed(DELETE, deed(channel, { do: "delete", message_ts: ts }))) : null,
    shortcuts.map((each) => choice(each.name, useShortcut(each.callback_id, { channel: channel.id, message_ts: ts }))),
    state.shortcuts.length ? null : choice("Use a shortcut of the app", () => show("Shortcut", byId({ channel: channel.id, message_ts: ts })))));
}

function edit(one, channel) {
  const area = make("textarea", { id: "edit-text", rows: "4" });
  area.value = shownTyped(one.text);
  const save = async (event) => {
    event.preventDefault();
    closeMenu();
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
      onclick: () => { closeMenu(); deed(channel, { do: "react", message_ts: one.ts, name })(); },
    }, state.emoji[name])), names.length ? "" : make("p", { class: "soft" }, "No emoji has this name."));
  };
  const search = make("input", { id: "emoji-search", type: "search", autocomplete: "off", oninput: (event) => draw(event.target.value.trim().toLowerCase()) });
  draw("");
  show("Add a reaction", make("label", { for: "emoji-search" }, "Search by name"), search, found);
  search.focus();
}

const useShortcut = (id, more) => async () => tell(await post(`/people/${state.me}/shortcuts`, { callback_id: id, ...more }));

// Without a manifest nobody knows the app's shortcuts: then their id is typed.
function byId(more) {
  const field = make("input", { id: "shortcut-id", type: "text", autocomplete: "off" });
  const send = (event) => { event.preventDefault(); closeMenu(); useShortcut(field.value.trim(), more)(); };
  return make("form", { class: "stack", onsubmit: send },
    make("label", { for: "shortcut-id" }, "The shortcut's callback id"), field, make("button", { type: "submit", class: "primary" }, "Use"));
}

export function shortcutMenu() {
  const known = state.shortcuts.filter((each) => each.type === "global");
  show("Shortcuts", state.shortcuts.length
    ? make("div", { class: "choices" }, known.length ? known.map((each) => choice(each.name, useShortcut(each.callback_id))) : make("p", { class: "soft" }, "The app has none. It may have some at a message's ⋮."))
    : byId());
}

export function peopleMenu(pick) {
  const others = state.people.filter((one) => !one.deleted && !one.is_bot && one.name !== state.me);
  const boxes = others.map((one) => make("label", { class: "choice" }, make("input", { type: "checkbox", value: one.id }), one.real_name));
  const set = make("fieldset", {}, make("legend", {}, "With whom?"), boxes);
  const send = async (event) => {
    event.preventDefault();
    const users = [...set.querySelectorAll("input:checked")].map((box) => box.value);
    if (!users.length) return;
    closeMenu();
    pick(await post(`/people/${state.me}/direct`, { users }));
  };
  show("New direct message", make("form", { class: "stack", onsubmit: send }, set, make("button", { type: "submit", class: "primary" }, "Open")));
}

export function pinsMenu(channel, text) {
  const found = channel.pins.map((pin) => channel.messages.find((one) => one.ts === pin.ts)).filter(Boolean);
  const go = (one) => () => {
    closeMenu();
    const message = document.querySelector(`#messages [data-part="${CSS.escape(one.ts)}"]`);
    message?.scrollIntoView({ block: "center" });
    message?.focus({ preventScroll: true });
  };
  show("Pinned messages", make("ul", { class: "pins" }, found.map((one) => make("li", {},
    make("p", { class: "soft" }, `${one.username || nameOf(one.user)}, ${moment(one.ts)}`), text(one),
    make("button", { type: "button", onclick: go(one) }, "Go to message"),
    isDirect() ? null : make("button", { type: "button", onclick: () => { closeMenu(); deed(channel, { do: "unpin", message_ts: one.ts })(); } }, "Unpin")))));
}
