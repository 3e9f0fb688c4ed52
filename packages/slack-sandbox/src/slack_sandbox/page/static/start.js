// The page: draws what the sandbox says, again whenever something has changed there.

import { drawComposer } from "./composer/composer.js";
import { drawHome, leaveHome } from "./forms/home.js";
import { drawForm } from "./forms/modal.js";
import { make } from "./lib/dom.js";
import { restoreFocus } from "./lib/focus.js";
import { announceNew } from "./messages/announcer.js";
import { drawMessages, drawThread } from "./messages/list.js";
import { drawPanel } from "./messages/thread.js";
import "./navigation/arrow_keys.js";
import { drawHeading } from "./navigation/heading.js";
import { drawSidebar } from "./navigation/sidebar.js";
import { drawInspector } from "./tools/inspector.js";
import { drawTools } from "./tools/tools.js";
import { get } from "./workspace/api.js";
import { follow, listen } from "./workspace/connection.js";
import { state, whenChanged, isDirect, isHome } from "./workspace/state.js";
import { arrive, markSeen } from "./workspace/unread.js";

const list = document.getElementById("messages");

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
  announceNew();
  restoreFocus();
}

function drawPlace() {
  if (isHome()) {
    drawHome(list);
    document.getElementById("to-end").hidden = true;
    return;
  }
  leaveHome(list);
  if (state.channel) {
    drawMessages(list);
    drawThread(document.getElementById("replies"));
    return;
  }
  list.kept = new Map();
  list.replaceChildren(make("p", { class: "muted" }, isDirect() ? "The app has not written to you yet. You may write first."
    : "There is no such channel, or you are not in it."));
}

// What came while nobody looked at this tab is new when somebody does.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  arrive();
  markSeen();
  follow();
});

// Chromium leaves boxes where emoji were drawn before their font came: so it comes first.
const emojiFont = document.fonts.load('1rem "Sandbox Emoji"', "🔔").catch(() => []);

whenChanged(draw);
try {
  state.emoji = (await get("/emoji")).emoji;
  await emojiFont;
} finally {
  await follow();
  listen();
}
// One comes to write. A phone would show its keyboard over what is to be read first.
const nowhere = document.activeElement === document.body;
if (nowhere && !matchMedia("(pointer: coarse)").matches) document.getElementById("composer-text").focus();
document.body.dataset.ready = "yes";
