// Files on their way with a message: chosen, pasted or dropped; what was chosen waits where it was.

import { post } from "./api.js";
import { make } from "./dom.js";
import { state } from "./state.js";

// Its bytes as JSON can hold them; the answer has its id.
export async function upload(file) {
  const content = await new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });
  return post(`/people/${state.me}/files`, { filename: file.name, content, encoding: "base64" });
}

// `field` is what people write in; `changed` hears how many files there are.
export function attaching(field, changed = () => {}) {
  const form = field.form;
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector(".attached");
  const waiting = new Map();
  let here = "";
  const files = () => waiting.get(here) || [];

  function put(found) {
    waiting.set(here, found);
    list.hidden = !found.length;
    list.replaceChildren(...found.map((one) => make("li", {}, make("span", {}, one.name),
      make("button", { type: "button", "aria-label": `Remove ${one.name}`, onclick: () => drop(one) }, "×"))));
    changed(found.length);
  }
  function drop(file) { put(files().filter((one) => one !== file)); field.focus(); }
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
      waiting.set(place, (waiting.get(place) || []).filter((one) => !gone.includes(one)));
      if (place === here) put(files());
    },
    place: () => here,
  };
}
