// The files that a message will have: chosen, pasted or dropped. They wait where they were chosen.

import { make } from "../lib/dom.js";

// `field` is what people write in; `changed` hears how many files there are.
export function attachments(field, changed = () => {}) {
  const form = field.form;
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector(".attached");
  const waiting = new Map();
  let here = "";
  const files = () => waiting.get(here) || [];

  function put(found) {
    waiting.set(here, found);
    list.hidden = !found.length;
    list.replaceChildren(...found.map((file) => make("li", {}, make("span", {}, file.name),
      make("button", { type: "button", "aria-label": `Remove ${file.name}`, onclick: () => drop(file) }, "×"))));
    changed(found.length);
  }
  function drop(file) { put(files().filter((other) => other !== file)); field.focus(); }
  function add(more) {
    if (!more.length || field.readOnly) return false;
    put([...files(), ...more]);
    field.focus();
    return true;
  }

  form.querySelector(".attach").addEventListener("click", () => input.click());
  input.addEventListener("change", () => { add([...input.files]); input.value = ""; });
  field.addEventListener("paste", (event) => { if (add([...event.clipboardData.files])) event.preventDefault(); });
  form.addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
  form.addEventListener("drop", (event) => { if (event.dataTransfer.files.length) { event.preventDefault(); add([...event.dataTransfer.files]); } });

  return {
    files,
    move: (place) => { if (place !== here) { here = place; put(files()); } },
    // Those that were sent, wherever one is by now.
    sent: (place, gone) => {
      waiting.set(place, (waiting.get(place) || []).filter((file) => !gone.includes(file)));
      if (place === here) put(files());
    },
    place: () => here,
  };
}
