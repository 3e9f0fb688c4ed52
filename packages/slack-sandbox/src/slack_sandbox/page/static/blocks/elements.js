// Elements that a person presses or chooses in, in a message, in Home or inside a form's blocks.
// Choosing is sending: there is no submit button beside them.

import { control, isSet, placeholder } from "./controls.js";
import { confirmed } from "../dialogs/confirm.js";
import { make } from "../lib/dom.js";
import { words } from "../text/mrkdwn.js";

export function element(part, block, press, current) {
  const draw = DRAW[part.type] || entering;
  return draw(part, block, press, current || {});
}

const DRAW = {
  button,
  image: (part) => make("img", { src: part.image_url || part.slack_file?.url || "", alt: part.alt_text }),
  icon_button: button,
  feedback_buttons: (part, block, press) => make("span", { class: "row" },
    [part.positive_button, part.negative_button].map((choice) => button({ ...part, ...choice }, block, press))),
  workflow_button: button,
  overflow,
};

const leave = (address) => window.open(address, "_blank", "noreferrer");

function sending(part, block, press, refused) {
  return (value) => {
    const send = () => press(block, part, value);
    return part.confirm ? confirmed(part.confirm, send, refused) : send();
  };
}

function button(part, block, press) {
  const send = sending(part, block, (...args) => { if (part.url) leave(part.url); return press(...args); });
  return make("button", {
    type: "button", class: part.style, "aria-label": part.accessibility_label, role: part.url ? "link" : undefined,
    onclick: () => send(part.value),
  }, words(part.text));
}

function overflow(part, block, press) {
  const send = sending(part, block, press);
  const found = make("details", { class: "overflow" }, make("summary", {}, make("span", { "aria-hidden": "true" }, "⋯"), make("span", { class: "hidden" }, "More actions")),
    make("div", { class: "choices" }, part.options.map((option) => make("button", {
      type: "button", onclick: () => { found.open = false; found.firstElementChild.focus(); if (option.url) leave(option.url); send(option.value); },
    }, words(option.text), option.description ? make("span", { class: "hint" }, " ", words(option.description)) : null))));
  return found;
}

// A menu, a picker, boxes: what is chosen is sent, or put back where the question was answered with no.
function entering(part, block, press, current) {
  const label = placeholder(part) || "Choose";
  const found = control(part, current, { "aria-label": label }, block);
  let before = found.raw();
  const send = sending(part, block, (...args) => { before = found.raw(); return press(...args); }, () => found.put(before));
  const many = part.type.startsWith("multi_") && isSet(part);
  const act = () => { const value = found.value(); if (value !== "" || !part.type.includes("select")) send(value); };
  if (!many) found.node.addEventListener("change", act);
  if (!isSet(part)) return found.node;
  if (!many) return make("fieldset", { class: "boxes" }, make("legend", { class: "hidden" }, label), found.node);
  const summary = make("summary", {}, label);
  const count = () => { const on = found.raw().length; summary.textContent = on ? `${label} (${on})` : label; };
  const folded = make("details", { class: "overflow" }, summary, make("fieldset", { class: "boxes" }, make("legend", { class: "hidden" }, label),
    found.node, make("button", { type: "button", onclick: () => { folded.open = false; summary.focus(); act(); } }, "Choose")));
  found.node.addEventListener("change", count);
  count();
  return folded;
}
