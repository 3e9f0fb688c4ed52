// The heading of the place that is shown: its name, topic and bookmarks, pins, members, joining.

import { channelMenu } from "./channel_menu.js";
import { brief, make } from "../lib/dom.js";
import { pinsMenu } from "../messages/pins_menu.js";
import { mrkdwn } from "../text/mrkdwn.js";
import { actIn, showOutcome } from "../workspace/outcome.js";
import { state, mine, nameOf, isDirect, isHome, sharedWith, together } from "../workspace/state.js";

const byId = (id) => document.getElementById(id);

function placeName(channel, group) {
  if (isHome()) return "Home of the app";
  if (isDirect()) return "Messages from the app";
  if (group) return together(group);
  return `${channel?.is_private ? "🔒" : "#"} ${channel ? channel.name : state.place}`;
}

export function drawHeading() {
  const channel = state.channel;
  const group = state.groups.find((candidate) => candidate.id === state.place);
  const name = placeName(channel, group);
  const short = isHome() || isDirect() ? nameOf(state.app.bot_user) : name;
  byId("title").textContent = name;
  document.title = `${short} · ${state.me} · Sandbox`;
  byId("shared").textContent = sharedWith(channel);
  byId("shared").hidden = !sharedWith(channel);
  byId("topic").replaceChildren(channel && !isDirect() ? mrkdwn(channel.topic) : "");
  byId("bookmarks").replaceChildren(...(channel?.bookmarks || []).map((bookmark) =>
    make("a", { href: bookmark.link, target: "_blank", rel: "noreferrer" }, bookmark.title)));
  byId("canvas").hidden = !channel?.canvas;
  byId("canvas").querySelector("pre").textContent = channel?.canvas?.markdown || "";
  const pins = channel?.pins.length || 0;
  byId("pins").hidden = !pins;
  byId("pins").replaceChildren(...brief(`${pins} pinned`, `⚑ ${pins}`));
  const open = channel && !isDirect() && !group;
  byId("details").hidden = !open;
  const members = open ? channel.members.length : 0;
  byId("details").replaceChildren(...brief(`${members} ${members === 1 ? "member" : "members"}`, `☺ ${members}`));
  byId("details").title = "About this channel";
  byId("join").hidden = !open || channel.members.includes(mine()?.id) || channel.is_archived;
}

byId("join").addEventListener("click", async () => showOutcome(await actIn(state.channel.id, { do: "join" })));
byId("pins").addEventListener("click", () => pinsMenu(state.channel));
byId("details").addEventListener("click", () => channelMenu(state.channel));
