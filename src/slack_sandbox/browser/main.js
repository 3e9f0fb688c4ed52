// The page: draws what the sandbox says, again whenever something has changed there.

import { get, post } from "./api.js";
import { blocks } from "./blocks.js";
import { drawComposer } from "./composer.js";
import { make } from "./dom.js";
import { drawForm } from "./forms.js";
import { drawInspector } from "./inspector.js";
import { pinsMenu } from "./menus.js";
import { drawMessages, drawThread } from "./messages.js";
import { mrkdwn } from "./mrkdwn.js";
import { tell } from "./said.js";
import { drawSidebar } from "./sidebar.js";
import { state, whenChanged, read, mine, isDirect, isHome, together } from "./state.js";
import { drawTools } from "./tools.js";

const at = (id) => document.getElementById(id);
let homeOpened = "";

function drawHeading() {
  const channel = state.channel;
  const group = state.groups.find((one) => one.id === state.place);
  const name = isHome() ? "Home of the app" : isDirect() ? "Messages from the app"
    : group ? together(group) : `# ${channel ? channel.name : state.place}`;
  at("title").textContent = name;
  document.title = `${name} · ${state.me} · Sandbox`;
  at("topic").replaceChildren(channel && !isDirect() ? mrkdwn(channel.topic) : "");
  at("bookmarks").replaceChildren(...(channel?.bookmarks || []).map((one) =>
    make("a", { href: one.link, target: "_blank", rel: "noreferrer" }, one.title)));
  const pins = channel?.pins.length || 0;
  at("pins").hidden = !pins;
  at("pins").textContent = `${pins} pinned`;
  const outside = channel && !isDirect() && !channel.members.includes(mine()?.id) && !channel.is_archived;
  at("join").hidden = !outside;
}

function drawHome() {
  const list = at("messages");
  const press = async (block, part, value) => {
    const body = { view_id: state.home.id, block_id: block.block_id, action_id: part.action_id, value };
    await tell(await post(`/people/${state.me}/clicks`, body));
  };
  const mark = JSON.stringify(state.home?.blocks || null);
  if (list.home === mark) return;
  list.home = mark;
  list.kept = new Map();
  list.replaceChildren(...(state.home ? blocks(state.home.blocks, press, undefined, state.home.state.values) : [make("p", { class: "soft" }, "The app shows nothing here yet.")]));
}

function draw() {
  drawSidebar();
  drawHeading();
  drawTools();
  drawInspector();
  drawComposer();
  drawForm();
  at("thread").hidden = !state.thread;
  if (isHome()) {
    openHome();
    drawHome();
    return;
  }
  const list = at("messages");
  if (list.home) { list.replaceChildren(); list.home = null; list.kept = new Map(); }
  homeOpened = "";
  if (isDirect() && !state.channel) list.replaceChildren(make("p", { class: "soft" }, "The app has not written to you yet."));
  else drawMessages(list);
  drawThread(at("replies"));
}

function openHome() {
  if (homeOpened === state.me) return;
  homeOpened = state.me;
  post(`/people/${state.me}/home/open`);
}

let reading = false;
let again = false;
async function follow() {
  if (reading) { again = true; return; }
  reading = true;
  do { again = false; await read(); } while (again);
  reading = false;
}

at("join").addEventListener("click", async () =>
  tell(await post(`/people/${state.me}/channels/${state.channel.id}`, { do: "join" })));

at("pins").addEventListener("click", () => pinsMenu(state.channel, (one) => mrkdwn(one.text)));

whenChanged(draw);
state.emoji = (await get("/emoji")).emoji;
await follow();
new EventSource("/sandbox/changes").onmessage = follow;
document.body.dataset.ready = "yes";
