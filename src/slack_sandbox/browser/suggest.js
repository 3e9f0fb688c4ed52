// A menu whose options come from the app, as one types.

import { post } from "./api.js";
import { make } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { isHome, state } from "./state.js";

// `chose` is called with the values that are chosen. In a form the view is named, else the channel.
export function suggestions(part, block, label, chose, attributes = {}) {
  const many = part.type.startsWith("multi_");
  const values = new Map();
  const shown = make("p", { class: "soft", role: "status" });
  const list = make("ul", { class: "suggested", hidden: true });
  const input = make("input", { type: "search", autocomplete: "off", "aria-label": attributes.id ? undefined : label, ...attributes, placeholder: label });
  let turn = 0;
  const ask = async () => {
    const mine = ++turn;
    if (input.value.length < (part.min_query_length ?? 3)) { list.hidden = true; return; }
    const view = state.view || (isHome() ? state.home : null);
    const where = view ? { view_id: view.id } : { channel: state.channel?.id };
    const answer = await post(`/people/${state.me}/suggestions`, { ...where, block_id: block.block_id, action_id: part.action_id, value: input.value });
    if (mine !== turn) return;
    const options = answer.options || [];
    shown.textContent = answer.ok ? (options.length ? "" : "Nothing was found.") : "The app did not answer.";
    list.hidden = !options.length;
    list.replaceChildren(...options.map((each) => make("li", {}, make("button", { type: "button", onclick: () => take(each) }, plain(each.text.text)))));
  };
  const take = (option) => {
    if (!many) values.clear();
    values.set(option.value, plain(option.text.text));
    list.hidden = true;
    input.value = many ? "" : plain(option.text.text);
    shown.textContent = `Chosen: ${[...values.values()].join(", ")}`;
    chose([...values.keys()]);
    input.focus();
  };
  input.addEventListener("input", ask);
  if (part.initial_option) { values.set(part.initial_option.value, ""); input.value = plain(part.initial_option.text.text); }
  return make("div", { class: "external" }, input, list, shown);
}
