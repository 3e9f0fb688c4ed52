// The fields of a form or of Home: labels, hints, mistakes at the fields, what was entered.

import { control, isSet, isText } from "./controls.js";
import { make } from "../lib/dom.js";
import { words } from "../text/mrkdwn.js";

let number = 0;

// `current` is what the app knows of what was entered; `press` tells it at once where a field asks for that.
export function newFields(current, press) {
  const known = new Map();

  function draw(block) {
    const part = block.element;
    const id = `field-${++number}`;
    const hint = block.hint ? make("p", { class: "hint", id: `${id}-hint` }, words(block.hint)) : null;
    // No alert: what is wrong is read with the field that gets the focus, and would be said twice.
    const wrong = make("p", { class: "error", id: `${id}-error`, hidden: true });
    const described = { "aria-describedby": `${wrong.id}${hint ? ` ${hint.id}` : ""}` };
    const needed = block.optional ? undefined : "true";
    const attributes = { id, ...described, "data-focus": part.focus_on_load || undefined, "aria-required": needed };
    const found = control(part, (current[block.block_id] || {})[part.action_id] || {}, attributes, block);
    known.set(block.block_id, { ...found, part, wrong, id });
    if (block.dispatch_action) telling(block, part, found);
    const optional = block.optional ? make("span", { class: "muted" }, " (optional)") : null;
    return isSet(part)
      ? make("fieldset", { class: "field", ...described }, make("legend", {}, words(block.label), optional), found.node, hint, wrong)
      : make("div", { class: "field" }, make("label", { for: id }, words(block.label), optional), found.node, hint, wrong);
  }

  function telling(block, part, { node, value }) {
    const tell = () => press(block, part, value());
    if (!isText(part)) { node.addEventListener("change", tell); return; }
    const when = part.dispatch_action_config?.trigger_actions_on || ["on_enter_pressed"];
    if (when.includes("on_character_entered")) node.addEventListener("input", tell);
    if (when.includes("on_enter_pressed")) {
      node.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        tell();
      });
    }
  }

  // What is entered; files only when the form is sent, since they are uploaded for it.
  function values() {
    const plain = [...known].filter(([, field]) => field.part.type !== "file_input");
    return Object.fromEntries(plain.map(([id, field]) => [id, field.value()]));
  }
  async function all() {
    const found = values();
    for (const [id, field] of known) found[id] ??= await field.value();
    return found;
  }

  function refuse(errors) {
    for (const [id, { wrong, id: at }] of known) {
      wrong.textContent = errors[id] || "";
      wrong.hidden = !errors[id];
      const input = document.getElementById(at);
      if (errors[id]) input?.setAttribute("aria-invalid", "true");
      else input?.removeAttribute("aria-invalid");
    }
    const first = [...known].find(([id]) => errors[id]);
    const input = first && document.getElementById(first[1].id);
    // Where the keyboard is there already, it comes anew: else nothing would be read.
    if (input === document.activeElement) input?.blur();
    input?.focus();
  }

  // What was entered in the same fields before they were drawn anew.
  function keep(before) {
    for (const [id, field] of known) {
      const old = before.known.get(id);
      if (old && old.part.action_id === field.part.action_id && old.part.type === field.part.type) field.put(old.raw());
    }
  }

  return { draw, values, all, refuse, keep, known };
}
