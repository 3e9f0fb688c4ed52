// The form on top, as a dialog: labels, hints, mistakes at their fields, typed words kept.

import { post, sentence } from "./api.js";
import { blocks } from "./blocks.js";
import { make } from "./dom.js";
import { choices, pickedTime, selected, shownTime } from "./elements.js";
import { plain, words } from "./mrkdwn.js";
import { state, read } from "./state.js";
import { suggestions } from "./suggest.js";

const dialog = document.getElementById("form");
let shown = null;
let readers = new Map();
let errors = {};

export function drawForm() {
  const view = state.view;
  if (!view) {
    shown = null;
    if (dialog.open) dialog.close();
    return;
  }
  const mark = `${view.id} ${view.hash}`;
  if (mark === shown) return;
  shown = mark;
  errors = {};
  draw(view);
  if (!dialog.open) dialog.showModal();
  const first = dialog.querySelector("[data-focus]") || dialog.querySelector(".content :is(input, textarea, select)");
  (first || dialog.querySelector("button")).focus();
}

function draw(view) {
  readers = new Map();
  const press = async (block, part, value) => {
    const body = { view_id: view.id, block_id: block.block_id, action_id: part.action_id, value };
    say(await post(`/people/${state.me}/clicks`, body));
  };
  const submit = view.submit
    ? make("button", { type: "submit", class: "primary" }, words(view.submit)) : null;
  dialog.replaceChildren(make("form", { onsubmit: send, novalidate: true },
    make("header", {}, make("h2", { id: "form-title" }, words(view.title))),
    make("div", { class: "content" },
      make("p", { id: "form-said", role: "alert", class: "soft" }),
      blocks(view.blocks, press, (block) => field(block, press), view.state.values)),
    make("footer", {},
      make("button", { type: "button", onclick: close }, view.close ? words(view.close) : "Close"), submit)));
}

function say(answer) {
  const place = document.getElementById("form-said");
  if (place) place.textContent = answer.ok ? "" : sentence(answer);
  return read();
}

async function send(event) {
  event.preventDefault();
  const values = {};
  for (const [id, reader] of readers) values[id] = await reader();
  const pressed = dialog.querySelector("button[type=submit]");
  if (pressed) pressed.disabled = true;
  const answer = await post(`/people/${state.me}/view/submit`, { values });
  if (pressed) pressed.disabled = false;
  showErrors(answer.errors || {});
  await say(answer);
}

async function close() {
  await post(`/people/${state.me}/view/close`);
  await read();
}

function showErrors(found) {
  for (const id of new Set([...Object.keys(errors), ...Object.keys(found)])) {
    const place = document.getElementById(`error-${id}`);
    if (!place) continue;
    place.textContent = found[id] || "";
    place.hidden = !found[id];
  }
  errors = found;
  const first = Object.keys(found)[0];
  if (first) document.getElementById(`field-${first}`)?.focus();
}

function field(block, press) {
  const part = block.element;
  const id = `field-${block.block_id}`;
  const typed = (state.view.state.values[block.block_id] || {})[part.action_id] || {};
  const hint = block.hint ? make("p", { class: "hint", id: `hint-${block.block_id}` }, words(block.hint)) : null;
  const wrong = make("p", { class: "error", id: `error-${block.block_id}`, role: "alert", hidden: true });
  const describe = `error-${block.block_id}${hint ? ` hint-${block.block_id}` : ""}`;
  const attributes = {
    id, "aria-describedby": describe, "data-focus": part.focus_on_load || undefined,
    "aria-required": block.optional ? undefined : "true",
  };
  if (part.type === "radio_buttons" || part.type === "checkboxes") {
    return group(block, part, typed, attributes, hint, wrong);
  }
  const input = control(part, typed, attributes, block);
  // A field that asks for it tells the app at once what was typed or chosen.
  if (block.dispatch_action) input.addEventListener("change", async () => press(block, part, await readers.get(block.block_id)()));
  return make("div", { class: "field" },
    make("label", { for: id }, words(block.label)), input, hint, wrong);
}

function group(block, part, typed, attributes, hint, wrong) {
  const many = part.type === "checkboxes";
  const chosen = many ? (typed.selected_options || []).map((each) => each.value)
    : [(typed.selected_option || {}).value];
  const boxes = choices(part).map((each, index) => make("label", { class: "choice" },
    make("input", {
      type: many ? "checkbox" : "radio", name: block.block_id, value: each.value,
      checked: chosen.includes(each.value), id: index ? undefined : attributes.id,
    }), make("span", {}, each.words, each.more ? make("span", { class: "hint" }, ` ${each.more}`) : null)));
  const set = make("fieldset", { class: "field", "aria-describedby": attributes["aria-describedby"] },
    make("legend", {}, words(block.label)), boxes, hint, wrong);
  readers.set(block.block_id, () => {
    const on = [...set.querySelectorAll("input:checked")].map((box) => box.value);
    return many ? on : on[0] || "";
  });
  return set;
}

const KINDS = { email_text_input: "email", url_text_input: "url", datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" };
const TIMES = ["datepicker", "timepicker", "datetimepicker"];
const placeholder = (part) => part.placeholder ? plain(part.placeholder.text) : undefined;

function control(part, typed, attributes, block) {
  const id = block.block_id;
  if (part.type.includes("external_select")) return external(part, attributes, block);
  if (part.type.includes("select")) return selecting(part, typed, attributes, id);
  if (part.type === "file_input") return files(part, attributes, id);
  if (part.type === "rich_text_input" || (part.type === "plain_text_input" && part.multiline)) {
    const area = make("textarea", { ...attributes, maxlength: part.max_length, placeholder: placeholder(part) });
    area.value = typed.value || "";
    readers.set(id, () => area.value);
    return area;
  }
  const input = make("input", {
    ...attributes, type: KINDS[part.type] || "text", maxlength: part.max_length, placeholder: placeholder(part),
    inputmode: part.type === "number_input" ? "decimal" : undefined,
  });
  const timed = TIMES.includes(part.type);
  input.value = timed ? shownTime(part, typed) : typed.value || "";
  readers.set(id, () => timed ? pickedTime(part, input.value) : input.value);
  return input;
}

function selecting(part, typed, attributes, id) {
  const many = part.type.startsWith("multi_");
  const chosen = selected({ type: part.type }, typed);
  const list = make("select", { ...attributes, multiple: many },
    many ? null : make("option", { value: "" }, placeholder(part) || "Choose one"),
    choices(part).map((each) => make("option", { value: each.value, selected: chosen.includes(each.value) }, each.words)));
  readers.set(id, () => many ? [...list.selectedOptions].map((each) => each.value) : list.value);
  return list;
}

function external(part, attributes, block) {
  const many = part.type.startsWith("multi_");
  let values = [];
  readers.set(block.block_id, () => many ? values : values[0] || "");
  return suggestions(part, block, placeholder(part) || "Type to search", (found) => { values = found; }, attributes);
}

// Files are sent when the form is: Slack's answer to the app names them.
function files(part, attributes, id) {
  const input = make("input", { ...attributes, type: "file", multiple: (part.max_files || 10) > 1,
    accept: (part.filetypes || []).map((each) => `.${each}`).join(",") || undefined });
  readers.set(id, async () => Promise.all([...input.files].slice(0, part.max_files || 10).map(async (one) =>
    (await post(`/people/${state.me}/files`, { filename: one.name, content: await one.text() })).file)));
  return input;
}

dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
