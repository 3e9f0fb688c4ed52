// What somebody has read, and from where on there is news. A tab remembers it for each person.

import { state, isDirect, isHome } from "./state.js";

const key = (place) => `seen ${state.me} ${place}`;
const seen = (place) => sessionStorage.getItem(key(place)) || "0";

export const isNew = (item) => Boolean(item.last) && item.last > seen(item.place);

// What was read before one came here; what is younger is new. Nothing is new where nothing was read.
export function arrive() {
  const before = isHome() ? "0" : seen(state.place);
  state.unreadFrom = before === "0" ? null : before;
}

export function markSeen() {
  if (document.hidden || isHome()) return;
  const last = isDirect() ? state.directLast : state.channel?.messages.at(-1)?.ts;
  if (last) sessionStorage.setItem(key(state.place), last);
}
