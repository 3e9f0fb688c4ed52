// A menu whose options come from the app, as one types. A control, as in controls.js.

import { make } from "../lib/dom.js";
import { plainWords } from "../text/mrkdwn.js";
import { post } from "../workspace/api.js";
import { isHome, state } from "../workspace/state.js";

const words = (option) => plainWords(option.text);

export function suggestions(part, block, label, current, attributes = {}) {
  const many = part.type.startsWith("multi_");
  const first = current.selected_options || (current.selected_option ? [current.selected_option] : null) || part.initial_options || [part.initial_option].filter(Boolean);
  let chosen = new Map(first.map((option) => [option.value, words(option)]));
  const shown = make("p", { class: "muted", role: "status" });
  const kept = make("div", { class: "row" });
  const list = make("ul", { class: "suggested", hidden: true });
  const input = make("input", { type: "search", autocomplete: "off", "aria-label": attributes.id ? undefined : label, ...attributes, placeholder: label });
  const node = make("div", { class: "external" }, kept, input, list, shown);
  let turn = 0;

  const ask = async () => {
    const mine = ++turn;
    if (input.value.length < (part.min_query_length ?? 3)) { list.hidden = true; return; }
    // Several messages may hold the same menu: the one that this stands in is asked.
    const message = node.closest("article");
    const view = state.view || (isHome() ? state.home : null);
    const where = message ? { channel: state.channel.id, message_ts: message.dataset.part } : { view_id: view?.id };
    const answer = await post(`/people/${state.me}/suggestions`, { ...where, block_id: block.block_id, action_id: part.action_id, value: input.value });
    if (mine !== turn) return;
    const options = answer.options || [];
    shown.textContent = answer.ok ? (options.length ? "" : "Nothing was found.") : "The app did not answer.";
    list.hidden = !options.length;
    list.replaceChildren(...options.map((option) => make("li", {}, make("button", { type: "button", onclick: () => take(option) }, words(option)))));
  };
  const changed = () => node.dispatchEvent(new Event("change", { bubbles: true }));
  const take = (option) => {
    if (!many) chosen.clear();
    chosen.set(option.value, words(option));
    list.hidden = true;
    draw();
    shown.textContent = `Chosen: ${[...chosen.values()].join(", ")}`;
    input.focus();
    changed();
  };
  const drop = (value) => { chosen.delete(value); draw(); input.focus(); changed(); };
  // One stands in the field; of several each has a button that takes it away.
  const draw = () => {
    input.value = many ? "" : [...chosen.values()][0] || "";
    kept.replaceChildren(...(many ? [...chosen] : []).map(([value, label]) =>
      make("button", { type: "button", "aria-label": `Remove ${label}`, onclick: () => drop(value) }, `${label} ×`)));
  };
  input.addEventListener("input", () => { if (!many && !input.value) chosen.clear(); ask(); });
  input.addEventListener("focus", () => { if (part.min_query_length === 0 && !input.value) ask(); });
  // What is typed is a question, not yet an answer.
  input.addEventListener("change", (event) => event.stopPropagation());
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") list.querySelector("button").focus();
    else if (event.key === "Enter") list.querySelector("button").click();
    else if (event.key === "Escape") list.hidden = true;
    else return;
    event.preventDefault();
  });
  draw();
  const put = (raw) => { chosen = new Map(raw); draw(); };
  return { node, raw: () => [...chosen], put, value: () => many ? [...chosen.keys()] : [...chosen.keys()][0] || "" };
}
