// The app's Home: drawn in the place of messages, and what is entered there kept while it changes.

import { blocks } from "../blocks/blocks.js";
import { newFields } from "../blocks/fields.js";
import { make } from "../lib/dom.js";
import { post } from "../workspace/api.js";
import { showOutcome } from "../workspace/outcome.js";
import { state } from "../workspace/state.js";

let openedBy = "";
let fieldsBefore = null;

export function drawHome(list) {
  open();
  const press = async (block, part, value) => {
    const body = { view_id: state.home.id, block_id: block.block_id, action_id: part.action_id, value, values: fields.values() };
    await showOutcome(await post(`/people/${state.me}/clicks`, body));
  };
  const fields = newFields(state.home?.state.values || {}, press);
  const mark = JSON.stringify(state.home?.blocks || null);
  if (list.home === mark) return;
  list.home = mark;
  const before = fieldsBefore;
  fieldsBefore = fields;
  list.kept = new Map();
  list.replaceChildren(...(state.home ? blocks(state.home.blocks, press, fields.draw, state.home.state.values) : [make("p", { class: "muted" }, "The app shows nothing here yet.")]));
  if (before) fields.keep(before);
}

// Slack tells the app each time that somebody comes here.
function open() {
  if (openedBy === state.me) return;
  openedBy = state.me;
  post(`/people/${state.me}/home/open`);
}

// Before something else is drawn in the same place.
export function leaveHome(list) {
  openedBy = "";
  if (!list.home) return;
  list.replaceChildren();
  list.home = fieldsBefore = null;
  list.kept = new Map();
}
