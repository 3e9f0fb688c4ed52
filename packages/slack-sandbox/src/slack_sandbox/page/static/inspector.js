// What goes over the wire, as it happens: each call of the app, each payload that it is sent.

import { get } from "./api.js";
import { make } from "./dom.js";

const at = (id) => document.getElementById(id);
const panel = at("inspector");
const list = at("wire");
const opener = at("open-inspector");
const MOST = 300;
let rows = new Map();
let since = 0;

export async function drawInspector() {
  if (panel.hidden) return;
  const [{ calls }, { deliveries }] = await Promise.all([
    get(`/calls?since=${since}`), get(`/deliveries?since=${since}`),
  ]);
  const all = [...calls.map(call), ...deliveries.map(delivery)].sort((a, b) => a.started - b.started);
  for (const one of all) show(one);
  const pending = all.filter((one) => one.ended === null).map((one) => one.started);
  // What is still on its way is asked for again, so that its end is seen.
  since = pending.length ? Math.min(...pending) : all.length ? all.at(-1).started : since;
  while (list.children.length > MOST) list.lastElementChild.remove();
  filter();
}

const call = (one) => ({
  key: `call ${one.started} ${one.method}`, from: "app to Slack", name: one.method, started: one.started, ended: one.ended,
  result: one.ended === null ? "…" : !one.answer ? "no answer" : one.answer.ok ? "ok" : one.answer.error,
  parts: { arguments: one.arguments, answer: one.answer },
});

function delivery(one) {
  const inner = one.payload.event || one.payload;
  const name = one.payload.command || inner.type || one.kind;
  return {
    key: `delivery ${one.started} ${name}`, from: "Slack to app", name: one.retry ? `${name} (again, ${one.retry})` : name,
    started: one.started, ended: one.ended,
    result: one.ended === null ? "…" : one.error || "acknowledged",
    parts: { payload: one.payload, answer: one.answer },
  };
}

function show(one) {
  const mark = `${one.ended}`;
  const old = rows.get(one.key);
  if (old && old.mark === mark) return;
  const node = row(one);
  if (old) { node.open = old.node.open; old.node.replaceWith(node); } else list.prepend(node);
  rows.set(one.key, { mark, node });
}

function row(one) {
  const took = one.ended === null ? "" : ` · ${Math.round((one.ended - one.started) * 1000)} ms`;
  const at = new Date(one.started * 1000).toLocaleTimeString([], { hourCycle: "h23" });
  const wrong = !["ok", "acknowledged", "…"].includes(one.result);
  const found = make("details", { "data-words": `${one.from} ${one.name} ${one.result} ${JSON.stringify(one.parts)}`.toLowerCase() },
    make("summary", {}, make("span", { class: "soft" }, `${one.from} `), make("strong", {}, one.name), " ",
      make("span", { class: wrong ? "error" : "soft" }, one.result), make("span", { class: "soft" }, ` · ${at}${took}`)));
  found.addEventListener("toggle", () => {
    if (!found.open || found.children.length > 1) return;
    for (const [title, value] of Object.entries(one.parts)) {
      found.append(make("h3", {}, title), make("pre", { tabindex: "0" }, JSON.stringify(value, null, 2)));
    }
  });
  return found;
}

function filter() {
  const wanted = at("wire-filter").value.trim().toLowerCase();
  for (const node of list.children) node.hidden = Boolean(wanted) && !node.dataset.words.includes(wanted);
}

function open(wanted) {
  panel.hidden = !wanted;
  opener.setAttribute("aria-expanded", String(wanted));
  if (wanted) { drawInspector(); at("wire-filter").focus(); } else opener.focus();
}

opener.addEventListener("click", () => open(panel.hidden));
at("close-inspector").addEventListener("click", () => open(false));
at("clear-inspector").addEventListener("click", () => { list.replaceChildren(); rows = new Map(); since = Date.now() / 1000; });
at("wire-filter").addEventListener("input", filter);
