// What can be done with a message: reacting, pinning, editing, deleting, the app's shortcuts.

import { confirmed } from "../dialogs/confirm.js";
import { closeMenu, menuChoice, showMenu } from "../dialogs/menu.js";
import { messageShortcuts } from "../dialogs/shortcuts.js";
import { make } from "../lib/dom.js";
import { sourceText } from "../text/source_text.js";
import { actIn, showOutcome } from "../workspace/outcome.js";
import { state, mine, isDirect } from "../workspace/state.js";

const FIRST = ["+1", "eyes", "white_check_mark", "tada", "heart", "pushpin", "joy", "raised_hands", "rotating_light", "fire", "warning", "thinking_face"];

const acting = (channel, body) => async () => showOutcome(await actIn(channel.id, body));

const DELETE = {
  title: { text: "Delete this message?" }, text: { text: "It can't be brought back." },
  confirm: { text: "Delete" }, deny: { text: "Cancel" }, style: "danger",
};

export function messageMenu(message, channel, isPinned) {
  const own = message.user === mine()?.id;
  const member = channel.members.includes(mine()?.id);
  const ts = message.ts;
  showMenu("This message", make("div", { class: "choices" },
    member ? menuChoice("Add a reaction", () => emojiMenu(message, channel)) : null,
    member && !isDirect() ? menuChoice(isPinned ? "Unpin from channel" : "Pin to channel", acting(channel, { do: isPinned ? "unpin" : "pin", message_ts: ts })) : null,
    own ? menuChoice("Edit", () => edit(message, channel)) : null,
    own ? menuChoice("Delete", () => confirmed(DELETE, acting(channel, { do: "delete", message_ts: ts }))) : null,
    messageShortcuts({ channel: channel.id, message_ts: ts })));
}

function edit(message, channel) {
  const area = make("textarea", { id: "edit-text", rows: "4" });
  area.value = sourceText(message.text);
  const save = async (event) => {
    event.preventDefault();
    closeMenu();
    await acting(channel, { do: "edit", message_ts: message.ts, text: area.value })();
  };
  showMenu("Edit your message", make("form", { class: "stack", onsubmit: save },
    make("label", { for: "edit-text" }, "Message"), area, make("button", { type: "submit", class: "primary" }, "Save")));
  area.focus();
}

export function emojiMenu(message, channel) {
  const found = make("div", { class: "emoji", role: "group", "aria-label": "Emoji" });
  const draw = (wanted) => {
    const names = wanted
      ? Object.keys(state.emoji).filter((name) => name.includes(wanted.replaceAll(" ", "_"))).slice(0, 60)
      : FIRST.filter((name) => state.emoji[name]);
    found.replaceChildren(...names.map((name) => make("button", {
      type: "button", "aria-label": name.replaceAll("_", " "), title: name,
      onclick: () => { closeMenu(); acting(channel, { do: "react", message_ts: message.ts, name })(); },
    }, state.emoji[name])), names.length ? "" : make("p", { class: "muted" }, "No emoji has this name."));
  };
  const search = make("input", { id: "emoji-search", type: "search", autocomplete: "off", oninput: (event) => draw(event.target.value.trim().toLowerCase()) });
  draw("");
  showMenu("Add a reaction", make("label", { for: "emoji-search" }, "Search by name"), search, found);
  search.focus();
}
