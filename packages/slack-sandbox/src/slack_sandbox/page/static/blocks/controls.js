// What a person enters something with. Each is `{node, raw, put, value}`: what is in it, the same
// put back after it was drawn anew, and what is sent.

import { choices, grouped, selected } from "./choices.js";
import { suggestions } from "./suggestions.js";
import { make } from "../lib/dom.js";
import { plainWords } from "../text/mrkdwn.js";
import { upload } from "../workspace/upload.js";

const TYPES = { email_text_input: "email", url_text_input: "url", datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" };
const TIMES = ["datepicker", "timepicker", "datetimepicker"];
const SEARCHED = 8; // more choices than these can be searched

// Those that are several inputs under one name.
export const isSet = (part) => ["radio_buttons", "checkboxes"].includes(part.type)
  || (part.type.startsWith("multi_") && !part.type.includes("external"));
export const isText = (part) => part.type.endsWith("_input") && part.type !== "file_input";
export const placeholder = (part) => part.placeholder ? plainWords(part.placeholder) : undefined;

export function control(part, current, attributes, block) {
  if (isSet(part)) return boxes(part, current, attributes);
  if (part.type.includes("external_select")) return suggestions(part, block, placeholder(part) || "Type to search", current, attributes);
  if (part.type.includes("select")) return menu(part, current, attributes);
  if (part.type === "file_input") return files(part, attributes);
  return line(part, current, attributes);
}

function line(part, current, attributes) {
  const large = part.type === "rich_text_input" || (part.type === "plain_text_input" && part.multiline);
  const node = make(large ? "textarea" : "input", {
    ...attributes, type: large ? undefined : TYPES[part.type] || "text", maxlength: part.max_length, placeholder: placeholder(part),
    inputmode: part.type === "number_input" ? "decimal" : undefined, autocomplete: "off",
  });
  const timed = TIMES.includes(part.type);
  const rich = current.rich_text_value || (part.type === "rich_text_input" ? part.initial_value : null);
  node.value = rich ? textOf(rich) : timed ? shownTime(part, current) : current.value ?? (typeof part.initial_value === "string" ? part.initial_value : "");
  // Rich text that nobody changed is sent as it was.
  const value = () => timed ? pickedTime(part, node.value) : rich && node.value === textOf(rich) ? rich : node.value;
  return { node, raw: () => node.value, put: (raw) => { node.value = raw; }, value };
}

const textOf = (part) => part.text ?? (part.elements || []).map(textOf).join(part.type === "rich_text" ? "\n" : "");

// A date and time is Unix seconds for Slack, and local for people.
function shownTime(part, current) {
  if (part.type === "datepicker") return current.selected_date || part.initial_date || "";
  if (part.type === "timepicker") return current.selected_time || part.initial_time || "";
  const at = current.selected_date_time || part.initial_date_time;
  if (!at) return "";
  const date = new Date(at * 1000);
  return new Date(date - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

function pickedTime(part, value) {
  if (part.type !== "datetimepicker" || !value) return value;
  return String(Math.floor(new Date(value).getTime() / 1000));
}

function menu(part, current, attributes) {
  const [chosen] = selected(part, current);
  const option = (choice) => make("option", { value: choice.value, selected: choice.value === chosen }, choice.more ? `${choice.words} (${choice.more})` : choice.words);
  const node = make("select", attributes, make("option", { value: "" }, placeholder(part) || "Choose one"),
    grouped(part).map((group) => group.title ? make("optgroup", { label: group.title }, group.options.map(option)) : group.options.map(option)).flat());
  const put = (raw) => { if ([...node.options].some((option) => option.value === raw)) node.value = raw; };
  return { node, raw: () => node.value, put, value: () => node.value };
}

let sets = 0;

// Choices to tick; long lists can be searched.
function boxes(part, current, attributes) {
  const many = part.type !== "radio_buttons";
  const chosen = selected(part, current);
  const name = `set-${++sets}`;
  const box = (choice, index) => make("label", { class: "choice" },
    make("input", { type: many ? "checkbox" : "radio", name, value: choice.value, checked: chosen.includes(choice.value), id: index ? undefined : attributes.id }),
    make("span", {}, choice.words, choice.more ? make("span", { class: "hint" }, ` ${choice.more}`) : null));
  const labels = new Map(choices(part).map((choice, index) => [choice.value, box(choice, index)]));
  const group = (section) => [section.title ? make("p", { class: "muted" }, section.title) : null, section.options.map((option) => labels.get(option.value))].flat();
  const list = make("div", { class: part.type.startsWith("multi_") ? "ticks" : undefined }, grouped(part).flatMap(group));
  const on = () => [...list.querySelectorAll("input:checked")].map((input) => input.value);
  const fit = () => {
    const full = part.max_selected_items && on().length >= part.max_selected_items;
    for (const input of list.querySelectorAll("input")) input.disabled = Boolean(full) && !input.checked;
  };
  const put = (raw) => { for (const input of list.querySelectorAll("input")) input.checked = raw.includes(input.value); fit(); };
  list.addEventListener("change", fit);
  fit();
  const search = labels.size > SEARCHED && part.type.startsWith("multi_") ? searching(list, placeholder(part)) : null;
  return { node: make("div", { class: "boxes" }, search, list), raw: on, put, value: () => many ? on() : on()[0] || "" };
}

function searching(list, words) {
  const look = (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const label of list.querySelectorAll("label")) label.hidden = Boolean(wanted) && !label.textContent.toLowerCase().includes(wanted);
  };
  const keep = (event) => { if (event.key === "Enter") event.preventDefault(); };
  return make("input", { type: "search", autocomplete: "off", placeholder: words || "Search", "aria-label": "Search these", oninput: look, onkeydown: keep, onchange: (event) => event.stopPropagation() });
}

// Files are sent when the form is: Slack's answer to the app names them.
function files(part, attributes) {
  const most = part.max_files || 10;
  const node = make("input", { ...attributes, type: "file", multiple: most > 1, accept: (part.filetypes || []).map((type) => `.${type}`).join(",") || undefined });
  const put = (raw) => { if (raw.length) node.files = raw; };
  return { node, raw: () => node.files, put, value: () => Promise.all([...node.files].slice(0, most).map(async (file) => (await upload(file)).file)) };
}
