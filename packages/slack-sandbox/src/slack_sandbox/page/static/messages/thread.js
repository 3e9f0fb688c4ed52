// The panel of a thread: opened from a message, closed back to it.

import { state, read } from "../workspace/state.js";

const panel = document.getElementById("thread");
const reply = document.getElementById("reply-text");
let from = null;

export async function openThread(ts) {
  from = ts;
  state.thread = ts;
  await read();
  reply.focus();
}

export async function closeThread() {
  state.thread = null;
  await read();
  const article = from && document.querySelector(`#messages [data-part="${CSS.escape(from)}"]`);
  (article?.querySelector(".replies, .message-actions button") || document.getElementById("messages")).focus();
}

export function drawPanel() {
  panel.hidden = !state.thread || !state.channel;
}

document.getElementById("close-thread").addEventListener("click", closeThread);
