// What the page knows. It is read anew from the sandbox whenever something has changed there.

import { get } from "./api.js";

const address = new URLSearchParams(location.search);

export const state = {
  me: address.get("as") || "alice",
  place: address.get("in") || "general",
  people: [], channels: [], everywhere: [], direct: null, directLast: null, commands: null,
  channel: null, notices: [], view: null, home: null, emoji: {}, now: 0, thread: null, app: null, shortcuts: [], groups: [],
};

const listeners = [];
export const whenChanged = (listener) => listeners.push(listener);

export function nameOf(id) {
  const person = state.people.find((one) => one.id === id || one.name === id);
  if (person) return person.real_name;
  const channel = [...state.channels, ...state.everywhere].find((one) => one.id === id);
  const group = state.groups.find((one) => one.id === id);
  return channel ? channel.name : group ? together(group) : id;
}

// The others in a direct message, by name.
export function together(group) {
  const others = group.members.filter((id) => id !== mine()?.id && id !== state.app?.bot_user);
  const names = others.map((id) => nameOf(id));
  return group.members.includes(state.app?.bot_user) ? [...names, "the app"].join(", ") : names.join(", ");
}

export const mine = () => state.people.find((one) => one.name === state.me);
export const isDirect = () => state.place === "direct";
export const isHome = () => state.place === "home";

export async function read() {
  const me = state.me;
  const [workspace, channels, view, notices, clock] = await Promise.all([
    get("/workspace"), get(`/people/${me}/channels`), get(`/people/${me}/view`),
    get(`/people/${me}/notices`), get("/clock"),
  ]);
  if (me !== state.me) return;
  state.people = workspace.people;
  state.everywhere = workspace.channels;
  state.commands = workspace.commands;
  state.app = workspace.apps[0];
  state.channels = channels.channels || [];
  state.groups = channels.groups || [];
  state.shortcuts = workspace.shortcuts || [];
  state.direct = channels.direct;
  state.directLast = channels.direct_last_ts;
  state.view = view.view;
  state.notices = notices.notices || [];
  state.now = clock.now;
  if (isHome()) state.home = (await get(`/people/${me}/home`)).view;
  const wanted = isDirect() ? state.direct : state.place;
  const found = isHome() || !wanted ? null : await get(`/channels/${encodeURIComponent(wanted)}`);
  state.channel = found && found.ok ? found.channel : null;
  listeners.forEach((listener) => listener());
}

export function goTo(place) {
  const channel = state.channels.find((one) => one.id === place);
  state.place = channel ? channel.name : place;
  state.thread = null;
  remember();
  return read();
}

export function become(name) {
  state.me = name;
  state.thread = null;
  state.channel = null;
  remember();
  return read();
}

function remember() {
  history.replaceState(null, "", `?as=${encodeURIComponent(state.me)}&in=${encodeURIComponent(state.place)}`);
}
