// Where people write: messages, commands, replies; what is offered while they type.

import { post } from "./api.js";
import { attaching, upload } from "./attach.js";
import { completing } from "./completion.js";
import { shortcutMenu } from "./menus.js";
import { tell } from "./said.js";
import { state, isDirect, mine, nameOf, together } from "./state.js";

const at = (id) => document.getElementById(id);
const form = at("composer");
const text = at("composer-text");
const replyText = at("reply-text");
const broadcast = at("broadcast");

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
const attached = attaching(text);
// With files a reply stays in its thread.
const replyAttached = attaching(replyText, (many) => { broadcast.disabled = many > 0; if (many) broadcast.checked = false; });

async function send(field, added, thread) {
  const words = field.value.trim();
  const files = added.files();
  if (!(words || files.length) || field.readOnly || !(state.channel || isDirect())) return;
  const place = added.place();
  // Only not to be written in: what is disabled would lose the keyboard.
  field.readOnly = true;
  const body = { channel: state.channel?.id || state.app.bot_user, text: words, thread_ts: thread || undefined };
  if (thread) body.broadcast = broadcast.checked;
  const answer = await said(body, files);
  field.readOnly = false;
  if (answer.ok) added.sent(place, files);
  if (answer.ok && field.value.trim() === words) { field.value = ""; broadcast.checked = false; fit(field); }
  await tell(answer);
}

// The files go first; the message names them.
async function said(body, files) {
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
  const group = state.groups.find((one) => one.id === state.place);
  return `Message ${group ? together(group) : `#${state.channel.name}`}`;
}

export function drawComposer() {
  const channel = state.channel;
  const closed = channel?.is_archived;
  form.hidden = closed || !(channel || isDirect());
  at("archived").hidden = !closed;
  at("reply").hidden = Boolean(closed);
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
at("reply").addEventListener("submit", (event) => { event.preventDefault(); send(replyText, replyAttached, state.thread); });
completing(text, at("completions"), { commands: true, hint: at("usage") });
completing(replyText, at("reply-completions"));
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
at("shortcuts").addEventListener("click", shortcutMenu);
