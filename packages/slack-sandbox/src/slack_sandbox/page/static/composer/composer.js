// Where people write: messages, commands, replies; what is offered while they type.

import { attachments } from "./attachments.js";
import { completing } from "./completion.js";
import { shortcutMenu } from "../dialogs/shortcuts.js";
import { post } from "../workspace/api.js";
import { showOutcome } from "../workspace/outcome.js";
import { state, isDirect, mine, nameOf, together } from "../workspace/state.js";
import { upload } from "../workspace/upload.js";

const byId = (id) => document.getElementById(id);
const form = byId("composer");
const text = byId("composer-text");
const replyText = byId("reply-text");
const broadcast = byId("broadcast");

// What is half written waits where it was written.
const drafts = new Map();
function drafting(field) {
  let here = null;
  return (place) => {
    if (place === here) return;
    if (here !== null) drafts.set(here, field.value);
    here = place;
    field.value = drafts.get(here) || "";
    fit(field);
  };
}
const draftOf = drafting(text);
const replyOf = drafting(replyText);
const attached = attachments(text);
// With files a reply stays in its thread.
const replyAttached = attachments(replyText, (many) => { broadcast.disabled = many > 0; if (many) broadcast.checked = false; });

async function send(field, added, thread) {
  const words = field.value.trim();
  const files = added.files();
  if (!(words || files.length) || field.readOnly || !(state.channel || isDirect())) return;
  const place = added.place();
  // Only not to be written in: what is disabled would lose the keyboard.
  field.readOnly = true;
  const body = { channel: state.channel?.id || state.app.bot_user, text: words, thread_ts: thread || undefined };
  if (thread) body.broadcast = broadcast.checked;
  const answer = await sendWith(files, body);
  field.readOnly = false;
  if (answer.ok) added.sent(place, files);
  if (answer.ok && field.value.trim() === words) { field.value = ""; broadcast.checked = false; fit(field); }
  await showOutcome(answer);
}

// The files go first; the message names them.
async function sendWith(files, body) {
  const ids = [];
  for (const file of files) {
    const answer = await upload(file);
    if (!answer.ok) return answer;
    ids.push(answer.file);
  }
  return post(`/people/${state.me}/messages`, ids.length ? { ...body, files: ids } : body);
}

// As high as what is in it, up to some lines.
function fit(field) {
  field.style.height = "auto";
  // What can't be seen has no height yet.
  if (field.value) field.style.height = `${Math.min(field.scrollHeight + 2, 200)}px`;
}

function invitation() {
  if (isDirect()) return `Message ${nameOf(state.app.bot_user)}`;
  const group = state.groups.find((group) => group.id === state.place);
  return `Message ${group ? together(group) : `#${state.channel.name}`}`;
}

export function drawComposer() {
  const channel = state.channel;
  const closed = channel?.is_archived;
  form.hidden = closed || !(channel || isDirect());
  byId("archived").hidden = !closed;
  byId("hint").hidden = form.hidden || !state.hint;
  byId("hint").textContent = state.hint;
  byId("reply").hidden = Boolean(closed);
  const skip = document.querySelector(".skip");
  skip.href = form.hidden ? "#title" : "#composer-text";
  skip.textContent = form.hidden ? "Skip to the page" : "Skip to the message box";
  draftOf(`${state.me} ${state.place}`);
  replyOf(`${state.me} ${state.place} ${state.thread}`);
  attached.move(`${state.me} ${state.place}`);
  replyAttached.move(`${state.me} ${state.place} ${state.thread}`);
  if (form.hidden) return;
  const outside = channel && !channel.members.includes(mine()?.id);
  text.placeholder = outside ? "Join this channel to write in it" : invitation();
}

form.addEventListener("submit", (event) => { event.preventDefault(); send(text, attached); });
byId("reply").addEventListener("submit", (event) => { event.preventDefault(); send(replyText, replyAttached, state.thread); });
completing(text, byId("completions"), { commands: true, hint: byId("usage") });
completing(replyText, byId("reply-completions"));
for (const field of [text, replyText]) {
  field.addEventListener("input", () => fit(field));
  field.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      field.form.requestSubmit();
    }
  });
}
byId("shortcuts").addEventListener("click", shortcutMenu);
