// Elements that a person presses or chooses in, in a message, in Home or inside a form's blocks.
// Choosing is sending: there is no submit button beside them.

import { make } from "./dom.js";
import { plain, words } from "./mrkdwn.js";
import { state } from "./state.js";
import { suggestions } from "./suggest.js";

export function element(part, block, press, typed) {
  const draw = DRAW[part.type] || menu;
  return draw(part, block, press, typed || {});
}

const DRAW = {
  button,
  image: (part) => make("img", { src: part.image_url, alt: part.alt_text }),
  icon_button: button,
  feedback_buttons: (part, block, press) => make("span", { class: "row" },
    [part.positive_button, part.negative_button].map((each) => button({ ...part, ...each }, block, press))),
  workflow_button: button,
  overflow,
  radio_buttons: boxes,
  checkboxes: boxes,
  datepicker: picker, timepicker: picker, datetimepicker: picker,
};

function button(part, block, press) {
  const send = () => press(block, part, part.value);
  const attributes = { type: "button", class: part.style, onclick: () => part.confirm ? confirmed(part.confirm, send) : send() };
  if (part.accessibility_label) attributes["aria-label"] = part.accessibility_label;
  if (part.url) attributes.onclick = () => { window.open(part.url, "_blank", "noreferrer"); send(); };
  return make("button", attributes, words(part.text));
}

export function confirmed(question, send) {
  const dialog = document.getElementById("confirm");
  const end = (go) => { dialog.close(); if (go) send(); };
  dialog.replaceChildren(
    make("header", {}, make("h2", { id: "confirm-title" }, words(question.title))),
    make("div", { class: "content" }, make("p", {}, words(question.text))),
    make("footer", {},
      make("button", { type: "button", onclick: () => end(false) }, words(question.deny)),
      make("button", { type: "button", class: "primary", onclick: () => end(true) }, words(question.confirm))));
  dialog.showModal();
}

function sending(part, block, press) {
  return (value) => {
    const send = () => press(block, part, value);
    return part.confirm ? confirmed(part.confirm, send) : send();
  };
}

function overflow(part, block, press) {
  const send = sending(part, block, press);
  const found = make("details", { class: "overflow" }, make("summary", {}, make("span", { "aria-hidden": "true" }, "⋯"), make("span", { class: "hidden" }, "More actions")),
    make("div", { class: "choices" }, part.options.map((each) => make("button", {
      type: "button", onclick: () => { found.open = false; if (each.url) window.open(each.url, "_blank", "noreferrer"); send(each.value); },
    }, words(each.text)))));
  return found;
}

function boxes(part, block, press, typed) {
  const many = part.type === "checkboxes";
  const chosen = many ? (typed.selected_options || part.initial_options || []).map((each) => each.value)
    : [(typed.selected_option || part.initial_option || {}).value];
  const send = sending(part, block, press);
  const name = `${block.block_id} ${part.action_id}`;
  const set = make("fieldset", { class: "boxes" }, make("legend", { class: "hidden" }, "Choose"),
    choices(part).map((each) => make("label", { class: "choice" }, make("input", {
      type: many ? "checkbox" : "radio", name, value: each.value, checked: chosen.includes(each.value),
    }), make("span", {}, each.words, each.more ? make("span", { class: "hint" }, ` ${each.more}`) : null))));
  set.addEventListener("change", () => {
    const on = [...set.querySelectorAll("input:checked")].map((box) => box.value);
    send(many ? on : on[0]);
  });
  return set;
}

const TYPES = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" };

function picker(part, block, press, typed) {
  const send = sending(part, block, press);
  const label = part.placeholder ? plain(part.placeholder.text) : "Choose a time";
  const input = make("input", { type: TYPES[part.type], "aria-label": label, onchange: () => send(pickedTime(part, input.value)) });
  input.value = shownTime(part, typed);
  return input;
}

// A date and time is Unix seconds for Slack, and local for people.
export function shownTime(part, typed) {
  if (part.type === "datepicker") return typed.selected_date || part.initial_date || "";
  if (part.type === "timepicker") return typed.selected_time || part.initial_time || "";
  const at = typed.selected_date_time || part.initial_date_time;
  if (!at) return "";
  const date = new Date(at * 1000);
  return new Date(date - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

export function pickedTime(part, value) {
  if (part.type !== "datetimepicker" || !value) return value;
  return String(Math.floor(new Date(value).getTime() / 1000));
}

function menu(part, block, press, typed) {
  const send = sending(part, block, press);
  const label = part.placeholder ? plain(part.placeholder.text) : "Choose";
  const many = part.type.startsWith("multi_");
  if (part.type.includes("external_select")) return suggestions(part, block, label, (values) => send(many ? values : values[0]));
  const options = choices(part);
  const chosen = selected(part, typed);
  const list = make("select", { "aria-label": label, multiple: many },
    many ? null : make("option", { value: "" }, label),
    options.map((each) => make("option", { value: each.value, selected: chosen.includes(each.value) }, each.words)));
  const act = () => {
    const on = [...list.selectedOptions].map((each) => each.value).filter(Boolean);
    if (on.length || many) send(many ? on : on[0]);
  };
  if (!many) { list.addEventListener("change", act); return list; }
  return make("span", { class: "row" }, list, make("button", { type: "button", onclick: act }, "Choose"));
}

// What is chosen in a menu: what somebody chose, else what it showed at first.
export function selected(part, typed) {
  const many = typed.selected_users || typed.selected_channels || typed.selected_conversations
    || part.initial_users || part.initial_channels || part.initial_conversations;
  if (many) return many;
  const options = typed.selected_options || part.initial_options;
  if (options) return options.map((each) => each.value);
  const one = typed.selected_option || part.initial_option;
  if (one) return [one.value];
  return [typed.selected_user || typed.selected_channel || typed.selected_conversation
    || part.initial_user || part.initial_channel || part.initial_conversation].filter(Boolean);
}

// What can be chosen in an element: its own options, or people, or channels.
export function choices(part) {
  if (part.type.includes("users_select")) {
    return state.people.filter((one) => !one.deleted).map((one) => ({ value: one.id, words: one.real_name }));
  }
  if (part.type.includes("channels_select") || part.type.includes("conversations_select")) {
    return state.channels.filter((one) => !one.is_archived).map((one) => ({ value: one.id, words: `#${one.name}` }));
  }
  const grouped = (part.option_groups || []).flatMap((group) => group.options);
  return [...(part.options || []), ...grouped].map((each) => ({
    value: each.value, words: plain(each.text.text), more: each.description ? plain(each.description.text) : "",
  }));
}
