// The page: draws what the sandbox says, again whenever something has changed there.

import { sayNew } from "./aloud.js";
import { get, post } from "./api.js";
import { blocks } from "./blocks.js";
import { channelMenu } from "./channel.js";
import { drawComposer } from "./composer.js";
import { brief, make } from "./dom.js";
import { newFields } from "./fields.js";
import { giveBack } from "./focus.js";
import { drawForm } from "./forms.js";
import { drawInspector } from "./inspector.js";
import "./keys.js";
import { follow, listen } from "./line.js";
import { pinsMenu } from "./menus.js";
import { drawMessages, drawThread } from "./messages.js";
import { mrkdwn } from "./mrkdwn.js";
import { tell } from "./said.js";
import { drawSidebar } from "./sidebar.js";
import { state, whenChanged, mine, nameOf, isDirect, isHome, together } from "./state.js";
import { drawPanel } from "./thread.js";
import { drawTools } from "./tools.js";
import { arrive, markSeen } from "./unread.js";

const at = (id) => document.getElementById(id);
let homeOpened = "";
let homeFields = null;

function drawHeading() {
  const channel = state.channel;
  const group = state.groups.find((one) => one.id === state.place);
  const name = isHome() ? "Home of the app" : isDirect() ? "Messages from the app"
    : group ? together(group) : `${channel?.is_private ? "🔒" : "#"} ${channel ? channel.name : state.place}`;
  const short = isHome() || isDirect() ? nameOf(state.app.bot_user) : name;
  at("title").textContent = name;
  document.title = `${short} · ${state.me} · Sandbox`;
  at("topic").replaceChildren(channel && !isDirect() ? mrkdwn(channel.topic) : "");
  at("bookmarks").replaceChildren(...(channel?.bookmarks || []).map((one) =>
    make("a", { href: one.link, target: "_blank", rel: "noreferrer" }, one.title)));
  const pins = channel?.pins.length || 0;
  at("pins").hidden = !pins;
  at("pins").replaceChildren(...brief(`${pins} pinned`, `⚑ ${pins}`));
  const open = channel && !isDirect() && !group;
  at("details").hidden = !open;
  const many = open ? channel.members.length : 0;
  at("details").replaceChildren(...brief(`${many} ${many === 1 ? "member" : "members"}`, `☺ ${many}`));
  at("details").title = "About this channel";
  at("join").hidden = !open || channel.members.includes(mine()?.id) || channel.is_archived;
}

function drawHome() {
  const list = at("messages");
  const press = async (block, part, value) => {
    const body = { view_id: state.home.id, block_id: block.block_id, action_id: part.action_id, value, values: fields.values() };
    await tell(await post(`/people/${state.me}/clicks`, body));
  };
  const fields = newFields(state.home?.state.values || {}, press);
  const mark = JSON.stringify(state.home?.blocks || null);
  if (list.home === mark) return;
  list.home = mark;
  const before = homeFields;
  homeFields = fields;
  list.kept = new Map();
  list.replaceChildren(...(state.home ? blocks(state.home.blocks, press, fields.draw, state.home.state.values) : [make("p", { class: "soft" }, "The app shows nothing here yet.")]));
  if (before) fields.keep(before);
}

function draw() {
  if (state.moved) arrive();
  drawSidebar();
  drawHeading();
  drawTools();
  drawInspector();
  drawPanel();
  drawComposer();
  drawForm();
  drawPlace();
  sayNew();
  giveBack();
}

function drawPlace() {
  const list = at("messages");
  if (isHome()) {
    openHome();
    drawHome();
    at("to-end").hidden = true;
    return;
  }
  if (list.home) { list.replaceChildren(); list.home = homeFields = null; list.kept = new Map(); }
  homeOpened = "";
  if (state.channel) {
    drawMessages(list);
    drawThread(at("replies"));
    return;
  }
  list.kept = new Map();
  list.replaceChildren(make("p", { class: "soft" }, isDirect() ? "The app has not written to you yet. You may write first."
    : "There is no such channel, or you are not in it."));
}

function openHome() {
  if (homeOpened === state.me) return;
  homeOpened = state.me;
  post(`/people/${state.me}/home/open`);
}

at("join").addEventListener("click", async () =>
  tell(await post(`/people/${state.me}/channels/${state.channel.id}`, { do: "join" })));

at("pins").addEventListener("click", () => pinsMenu(state.channel, (one) => mrkdwn(one.text)));
at("details").addEventListener("click", () => channelMenu(state.channel));
// What came while nobody looked at this tab is new when somebody does.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  arrive();
  markSeen();
  follow();
});

whenChanged(draw);
try {
  state.emoji = (await get("/emoji")).emoji;
} finally {
  await follow();
  listen();
}
document.body.dataset.ready = "yes";
