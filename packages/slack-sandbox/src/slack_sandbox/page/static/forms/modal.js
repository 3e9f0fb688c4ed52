// The form on top, as a dialog: up to three stand one over another; typed words are kept.

import { blocks } from "../blocks/blocks.js";
import { newFields } from "../blocks/fields.js";
import { make } from "../lib/dom.js";
import { words } from "../text/mrkdwn.js";
import { post, sentence } from "../workspace/api.js";
import { follow } from "../workspace/connection.js";
import { state } from "../workspace/state.js";

const dialog = document.getElementById("form");
let shown = null;
let fields = null;

export function drawForm() {
  const view = state.view;
  if (!view) {
    shown = null;
    fields = null;
    if (dialog.open) dialog.close();
    return;
  }
  if (shown && view.id === shown.id && view.hash === shown.hash) return;
  const same = shown?.id === view.id;
  const focus = same ? where() : null;
  const before = same ? fields : null;
  shown = view;
  draw(view);
  if (before) fields.keep(before);
  if (!dialog.open) dialog.showModal();
  begin(focus);
}

// Where the keyboard is in a form, so that it is there again when the app changed the form.
const inputs = () => [...dialog.querySelectorAll("button, input, textarea, select, summary, a[href]")];
function where() {
  const all = inputs();
  const at = all.indexOf(document.activeElement);
  const field = [...fields.known].find(([, control]) => control.node.contains(document.activeElement));
  return at < 0 ? null : { at, field: field?.[0], name: all[at].textContent || all[at].value };
}

function begin(focus) {
  if (focus) {
    const field = fields.known.get(focus.field);
    const found = field ? document.getElementById(field.id) : inputs().find((input) => focus.name && input.textContent === focus.name) || inputs()[focus.at];
    if (found) { found.focus(); return; }
  }
  const first = dialog.querySelector("[data-focus]") || dialog.querySelector(".content :is(input, textarea, select)");
  (first || dialog.querySelector("button")).focus();
}

function draw(view) {
  const press = async (block, part, value) => {
    const body = { view_id: view.id, block_id: block.block_id, action_id: part.action_id, value, values: fields.values() };
    say(await post(`/people/${state.me}/clicks`, body));
  };
  fields = newFields(view.state.values, press);
  const submit = view.submit ? make("button", { type: "submit", class: "primary" }, words(view.submit)) : null;
  const away = view.close ? words(view.close) : view.previous_view_id ? "Back" : view.submit ? "Cancel" : "Close";
  dialog.replaceChildren(make("form", { onsubmit: send, novalidate: true },
    make("header", {}, make("h2", { id: "form-title" }, words(view.title))),
    make("div", { class: "content" },
      make("p", { id: "form-refusal", role: "alert", class: "refusal" }),
      blocks(view.blocks, press, fields.draw, view.state.values)),
    make("footer", {},
      make("button", { type: "button", onclick: close }, away), submit)));
}

function say(answer) {
  const place = document.getElementById("form-refusal");
  if (place) place.textContent = answer.ok ? "" : sentence(answer);
  return follow();
}

async function send(event) {
  event.preventDefault();
  const form = event.target;
  if (form.getAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  const sent = fields;
  const answer = await post(`/people/${state.me}/view/submit`, { values: await sent.all() });
  form.removeAttribute("aria-busy");
  sent.refuse(answer.errors || {});
  await say(answer);
}

async function close() {
  await post(`/people/${state.me}/view/close`);
  await follow();
}

dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
// A second Escape closes a dialog without asking: then the form goes too.
dialog.addEventListener("close", () => { if (shown) { shown = null; close(); } });
