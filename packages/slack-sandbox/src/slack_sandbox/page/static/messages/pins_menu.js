// The pinned messages of a channel: read, gone to, unpinned.

import { author } from "./message.js";
import { closeMenu, showMenu } from "../dialogs/menu.js";
import { make } from "../lib/dom.js";
import { moment } from "../text/days.js";
import { mrkdwn } from "../text/mrkdwn.js";
import { actIn, showOutcome } from "../workspace/outcome.js";
import { isDirect } from "../workspace/state.js";

export function pinsMenu(channel) {
  const pinned = channel.pins.map((pin) => channel.messages.find((message) => message.ts === pin.ts)).filter(Boolean);
  const unpin = (message) => async () => { closeMenu(); showOutcome(await actIn(channel.id, { do: "unpin", message_ts: message.ts })); };
  showMenu("Pinned messages", make("ul", { class: "pins" }, pinned.map((message) => make("li", {},
    make("p", { class: "muted" }, `${author(message)}, ${moment(message.ts)}`), mrkdwn(message.text),
    make("button", { type: "button", onclick: () => goTo(message) }, "Go to message"),
    isDirect() ? null : make("button", { type: "button", onclick: unpin(message) }, "Unpin")))));
}

function goTo(message) {
  closeMenu();
  const node = document.querySelector(`#messages [data-part="${CSS.escape(message.ts)}"]`);
  node?.scrollIntoView({ block: "center" });
  node?.focus({ preventScroll: true });
}
