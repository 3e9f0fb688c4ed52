// Says each new message once, for those who listen: who and what; not what is drawn anew.

import { author, isEvent } from "./article.js";
import { state, mine } from "./state.js";

const place = document.getElementById("aloud");
let where = "";
let last = "";

export function sayNew() {
  const channel = state.channel;
  const here = `${state.me} ${channel?.id}`;
  const notices = state.notices.filter((one) => one.kind === "ephemeral" && one.channel === channel?.id);
  const all = [...(channel?.messages || []), ...notices].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  const before = where === here ? last : null;
  where = here;
  last = all.at(-1)?.ts || "0";
  if (before === null) return place.replaceChildren();
  const fresh = all.filter((one) => one.ts > before && one.user !== mine()?.id && !isEvent(one));
  if (fresh.length) place.textContent = fresh.map((one) => `${author(one)}: ${one.kind ? "only to you: " : ""}${spoken(one)}`).join("\n");
}

// The words as they stand on the page, where it has them.
function spoken(one) {
  const node = document.querySelector(`#messages [data-part="${CSS.escape(one.ts)}"] .body, #replies [data-part="${CSS.escape(one.ts)}"] .body`);
  const words = node ? [...node.children].slice(1).filter((each) => !each.matches(".foot")).map((each) => each.textContent).join(" ") : one.text;
  return words.trim().slice(0, 300);
}
