// What the page knows. It is read anew from the sandbox whenever something has changed there.

import { get } from "./api.js";

const address = new URLSearchParams(location.search);

export const state = {
  me: address.get("as") || "alice",
  place: address.get("in") || "general",
  people: [], teams: {}, channels: [], direct: null, directLast: null, commands: null, explained: {},
  channel: null, notices: [], view: null, home: null, emoji: {}, now: 0, thread: null, app: null, shortcuts: [], groups: [],
  handles: [], connections: 0, faults: [], latency: 0, hint: "", scenarios: [], unreadFrom: null, moved: true,
};

const listeners = [];
export const whenChanged = (listener) => listeners.push(listener);

// What Slack shows of a channel that somebody does not see.
export const PRIVATE = "private channel";

export function nameOf(id) {
  const person = state.people.find((candidate) => candidate.id === id || candidate.name === id);
  if (person) return person.team ? `${person.real_name} (${state.teams[person.team]})` : person.real_name;
  const channel = state.channels.find((candidate) => candidate.id === id);
  const group = state.groups.find((candidate) => candidate.id === id);
  return channel ? channel.name : group ? together(group) : /^[CG]\d/.test(id) ? PRIVATE : id;
}

// The other workspaces that a channel is shared with (Slack Connect), in words, or nothing.
export function sharedWith(channel) {
  const names = (channel?.connected_team_ids || []).map((id) => state.teams[id] || id);
  return names.length ? `Shared with ${names.join(", ")}` : "";
}

// The others in a direct message, by name.
export function together(group) {
  const others = group.members.filter((id) => id !== mine()?.id && id !== state.app?.bot_user);
  const names = others.map((id) => nameOf(id));
  return group.members.includes(state.app?.bot_user) ? [...names, "the app"].join(", ") : names.join(", ");
}

export const mine = () => state.people.find((person) => person.name === state.me);
export const isDirect = () => state.place === "direct";
export const isHome = () => state.place === "home";

// Reads overtake each other: one that somebody has left meanwhile, or that a later one was faster
// than, changes nothing.
let begun = 0;
let shown = 0;

export async function read() {
  const { me, place } = state;
  const turn = ++begun;
  const [workspace, channels, view, notices, clock, trouble, played] = await Promise.all([
    get("/workspace"), get(`/people/${me}/channels`), get(`/people/${me}/view`),
    get(`/people/${me}/notices`), get("/clock"), get("/faults"), get("/scenarios"),
  ]);
  const home = place === "home" ? (await get(`/people/${me}/home`)).view : state.home;
  const channel = await readPlace(place, channels);
  if (me !== state.me || place !== state.place || turn < shown) return;
  shown = turn;
  state.people = workspace.people;
  state.teams = workspace.teams;
  state.commands = workspace.commands;
  state.explained = workspace.explained;
  state.handles = workspace.groups;
  state.connections = workspace.connections;
  state.app = workspace.apps[0];
  state.hint = workspace.hint;
  state.scenarios = played.scenarios;
  state.channels = channels.channels || [];
  state.groups = channels.groups || [];
  state.shortcuts = workspace.shortcuts || [];
  state.direct = channels.direct;
  state.directLast = channels.direct_last_ts;
  state.view = view.view;
  state.notices = notices.notices || [];
  Object.assign(state, { now: clock.now, offset: clock.offset, stands: clock.stands, readAt: Date.now() });
  Object.assign(state, { faults: trouble.faults, latency: trouble.latency, delivers: Boolean(workspace.request_url) });
  Object.assign(state, { home, channel });
  listeners.forEach((listener) => listener());
}

// The channel at a place; one that this person does not see is none.
async function readPlace(place, { channels = [], groups = [], direct }) {
  const wanted = place === "direct" ? direct : place;
  if (place === "home" || !wanted) return null;
  const found = await get(`/channels/${encodeURIComponent(wanted)}`);
  const seen = [...channels, ...groups].map((channel) => channel.id).concat(direct);
  return found.ok && seen.includes(found.channel.id) ? found.channel : null;
}

export function goTo(place) {
  const channel = state.channels.find((candidate) => candidate.id === place);
  return move(state.me, channel ? channel.name : place);
}

export const become = (name) => move(name, state.place);

function move(me, place) {
  const address = `?as=${encodeURIComponent(me)}&in=${encodeURIComponent(place)}`;
  if (address !== location.search) history.pushState(null, "", address);
  return be(me, place);
}

function be(me, place) {
  if (me !== state.me || place !== state.place) Object.assign(state, { channel: null, thread: null, moved: true });
  Object.assign(state, { me, place });
  return read();
}

// Back and forward in the browser lead from place to place.
window.addEventListener("popstate", () => {
  const there = new URLSearchParams(location.search);
  be(there.get("as") || "alice", there.get("in") || "general");
});
