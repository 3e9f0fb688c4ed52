// Opening a direct message: with whom, of the people in the workspace.

import { closeMenu, showMenu } from "../dialogs/menu.js";
import { make } from "../lib/dom.js";
import { post } from "../workspace/api.js";
import { state } from "../workspace/state.js";

// `opened` is called with the answer, whose `channel` is the new one's id.
export function newDirectMessage(opened) {
  const others = state.people.filter((person) => !person.deleted && !person.is_bot && person.name !== state.me);
  const boxes = others.map((person) => make("label", { class: "choice" }, make("input", { type: "checkbox", value: person.id }), person.real_name));
  const set = make("fieldset", {}, make("legend", {}, "With whom?"), boxes);
  const send = async (event) => {
    event.preventDefault();
    const users = [...set.querySelectorAll("input:checked")].map((box) => box.value);
    if (!users.length) return;
    closeMenu();
    opened(await post(`/people/${state.me}/direct`, { users }));
  };
  showMenu("New direct message", make("form", { class: "stack", onsubmit: send }, set, make("button", { type: "submit", class: "primary" }, "Open")));
}
