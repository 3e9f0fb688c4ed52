// The inspector: each call of the app and each payload that it is sent, as it happens.

import { make } from "../lib/dom.js";
import { get } from "../workspace/api.js";

const byId = (id) => document.getElementById(id);
const panel = byId("inspector");
const list = byId("traffic");
const opener = byId("open-inspector");
const MOST = 300;
let rows = new Map();
let since = 0;

export async function drawInspector() {
  if (panel.hidden) return;
  const [{ calls }, { deliveries }] = await Promise.all([
    get(`/calls?since=${since}`), get(`/deliveries?since=${since}`),
  ]);
  const all = [...calls.map(call), ...deliveries.map(delivery)].sort((a, b) => a.started - b.started);
  for (const exchange of all) show(exchange);
  const pending = all.filter((exchange) => exchange.ended === null).map((exchange) => exchange.started);
  // What is still on its way is asked for again, so that its end is seen.
  since = pending.length ? Math.min(...pending) : all.length ? all.at(-1).started : since;
  while (list.children.length > MOST) list.lastElementChild.remove();
  filter();
}

const call = (exchange) => ({
  key: `call ${exchange.started} ${exchange.method}`, from: "app to Slack", name: exchange.method, started: exchange.started, ended: exchange.ended,
  result: exchange.ended === null ? "…" : !exchange.answer ? "no answer" : exchange.answer.ok ? "ok" : exchange.answer.error,
  parts: { arguments: exchange.arguments, answer: exchange.answer },
});

function delivery(exchange) {
  const inner = exchange.payload.event || exchange.payload;
  const name = exchange.payload.command || inner.type || exchange.kind;
  return {
    key: `delivery ${exchange.started} ${name}`, from: "Slack to app", name: exchange.retry ? `${name} (again, ${exchange.retry})` : name,
    started: exchange.started, ended: exchange.ended,
    result: exchange.ended === null ? "…" : exchange.error || "acknowledged",
    parts: { payload: exchange.payload, answer: exchange.answer },
  };
}

function show(exchange) {
  const mark = `${exchange.ended}`;
  const old = rows.get(exchange.key);
  if (old && old.mark === mark) return;
  const node = row(exchange);
  if (old) { node.open = old.node.open; old.node.replaceWith(node); } else list.prepend(node);
  rows.set(exchange.key, { mark, node });
}

function row(exchange) {
  const took = exchange.ended === null ? "" : ` · ${Math.round((exchange.ended - exchange.started) * 1000)} ms`;
  const at = new Date(exchange.started * 1000).toLocaleTimeString([], { hourCycle: "h23" });
  const wrong = !["ok", "acknowledged", "…"].includes(exchange.result);
  const found = make("details", { "data-words": `${exchange.from} ${exchange.name} ${exchange.result} ${JSON.stringify(exchange.parts)}`.toLowerCase() },
    make("summary", {}, make("span", { class: "muted" }, `${exchange.from} `), make("strong", {}, exchange.name), " ",
      make("span", { class: wrong ? "error" : "muted" }, exchange.result), make("span", { class: "muted" }, ` · ${at}${took}`)));
  found.addEventListener("toggle", () => {
    if (!found.open || found.children.length > 1) return;
    for (const [title, value] of Object.entries(exchange.parts)) {
      found.append(make("h3", {}, title), make("pre", { tabindex: "0" }, JSON.stringify(value, null, 2)));
    }
  });
  return found;
}

function filter() {
  const wanted = byId("traffic-filter").value.trim().toLowerCase();
  for (const node of list.children) node.hidden = Boolean(wanted) && !node.dataset.words.includes(wanted);
}

function open(wanted) {
  panel.hidden = !wanted;
  opener.setAttribute("aria-expanded", String(wanted));
  if (wanted) { drawInspector(); byId("traffic-filter").focus(); } else opener.focus();
}

opener.addEventListener("click", () => open(panel.hidden));
byId("close-inspector").addEventListener("click", () => open(false));
byId("clear-inspector").addEventListener("click", () => { list.replaceChildren(); rows = new Map(); since = Date.now() / 1000; });
byId("traffic-filter").addEventListener("input", filter);
