// The app's shortcuts: the menu of the global ones, and using one, of a message too.

import { closeMenu, menuChoice, showMenu } from "./menu.js";
import { make } from "../lib/dom.js";
import { post } from "../workspace/api.js";
import { showOutcome } from "../workspace/outcome.js";
import { state } from "../workspace/state.js";

// `where` names the message of a message shortcut: `{channel, message_ts}`.
const use = (id, where) => async () => showOutcome(await post(`/people/${state.me}/shortcuts`, { callback_id: id, ...where }));

// Without a manifest nobody knows the app's shortcuts: then their id is typed.
function byId(where) {
  const field = make("input", { id: "shortcut-id", type: "text", autocomplete: "off" });
  const send = (event) => { event.preventDefault(); closeMenu(); use(field.value.trim(), where)(); };
  return make("form", { class: "stack", onsubmit: send },
    make("label", { for: "shortcut-id" }, "The shortcut's callback id"), field, make("button", { type: "submit", class: "primary" }, "Use"));
}

const choices = (type, where) => state.shortcuts.filter((shortcut) => shortcut.type === type)
  .map((shortcut) => menuChoice(shortcut.name, use(shortcut.callback_id, where)));

export function shortcutMenu() {
  const known = choices("global");
  const none = make("p", { class: "muted" }, "The app has none. It may have some at a message's ⋮.");
  showMenu("Shortcuts", state.shortcuts.length ? make("div", { class: "choices" }, known.length ? known : none) : byId());
}

// The buttons of a message's menu.
export function messageShortcuts(where) {
  if (state.shortcuts.length) return choices("message", where);
  return [menuChoice("Use a shortcut of the app", () => showMenu("Shortcut", byId(where)))];
}
