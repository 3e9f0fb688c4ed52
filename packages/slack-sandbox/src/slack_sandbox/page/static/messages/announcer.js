// Announces each new message once to screen readers: who and what; not what is drawn anew.

import { author, isEvent } from "./message.js";
import { state, mine } from "../workspace/state.js";

const place = document.getElementById("announcer");
let where = "";
let last = "";

export function announceNew() {
  const channel = state.channel;
  const here = `${state.me} ${channel?.id}`;
  const notices = state.notices.filter((message) => message.kind === "ephemeral" && message.channel === channel?.id);
  const all = [...(channel?.messages || []), ...notices].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  const before = where === here ? last : null;
  where = here;
  last = all.at(-1)?.ts || "0";
  if (before === null) return place.replaceChildren();
  const fresh = all.filter((message) => message.ts > before && message.user !== mine()?.id && !isEvent(message));
  if (fresh.length) place.textContent = fresh.map((message) => `${author(message)}: ${message.kind ? "only to you: " : ""}${spoken(message)}`).join("\n");
}

// The words as they stand on the page, where it has them.
function spoken(message) {
  const node = document.querySelector(`#messages [data-part="${CSS.escape(message.ts)}"] .body, #replies [data-part="${CSS.escape(message.ts)}"] .body`);
  const words = node ? [...node.children].slice(1).filter((child) => !child.matches(".foot")).map((child) => child.textContent).join(" ") : message.text;
  return words.trim().slice(0, 300);
}
