// Where people write: messages, commands with completion, replies.

import { post } from "./api.js";
import { make } from "./dom.js";
import { shortcutMenu } from "./menus.js";
import { tell } from "./said.js";
import { state, read, isDirect } from "./state.js";

const form = document.getElementById("composer");
const text = document.getElementById("composer-text");
const list = document.getElementById("completions");
const reply = document.getElementById("reply");
const broadcast = document.getElementById("broadcast");
const replyText = document.getElementById("reply-text");
let chosen = 0;

async function send(field, thread) {
  const words = field.value.trim();
  if (!words || !state.channel) return;
  field.disabled = true;
  const body = { channel: state.channel.id, text: words, thread_ts: thread || undefined };
  if (thread) body.broadcast = broadcast.checked;
  const answer = await post(`/people/${state.me}/messages`, body);
  field.disabled = false;
  if (answer.ok) { field.value = ""; broadcast.checked = false; }
  await tell(answer);
  if (!document.querySelector("dialog[open]")) field.focus();
}

function complete() {
  const found = (state.commands || []).filter((one) => text.value && one.startsWith(text.value) && one !== text.value);
  list.hidden = !found.length;
  chosen = Math.min(chosen, Math.max(found.length - 1, 0));
  list.replaceChildren(...found.map((one, index) => make("li", {},
    make("button", { type: "button", "aria-selected": String(index === chosen), onclick: () => take(one) }, one))));
  return found;
}

function take(command) {
  text.value = `${command} `;
  complete();
  text.focus();
}

export function drawComposer() {
  const archived = state.channel?.is_archived;
  form.hidden = !state.channel;
  text.placeholder = archived ? "This channel is archived" : isDirect() ? "Type / for a command" : "Message, or / for a command";
}

form.addEventListener("submit", (event) => { event.preventDefault(); send(text); });
reply.addEventListener("submit", (event) => { event.preventDefault(); send(replyText, state.thread); });
text.addEventListener("input", complete);
text.addEventListener("keydown", (event) => {
  const found = list.hidden ? [] : complete();
  if (found.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    chosen = (chosen + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
    complete();
  } else if (found.length && event.key === "Tab") {
    event.preventDefault();
    take(found[chosen]);
  } else if (event.key === "Escape") {
    list.hidden = true;
  }
});
for (const field of [text, replyText]) {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      field.form.requestSubmit();
    }
  });
}
document.getElementById("shortcuts").addEventListener("click", shortcutMenu);
document.getElementById("close-thread").addEventListener("click", () => { state.thread = null; read(); });
