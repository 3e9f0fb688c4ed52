// What goes wrong on purpose: which faults are arranged, one more, none any more.

import { showMenu, refuse } from "../dialogs/menu.js";
import { make } from "../lib/dom.js";
import { get, post, remove } from "../workspace/api.js";

// What each does, in words, and what it asks for besides.
const KINDS = {
  rate_limited: ["asks to slow down", "retry_after"], error: ["is refused with an error", "error"], http_500: ["fails on Slack's side"],
  drop_before: ["is cut off, and not done"], drop_after: ["is done, and the answer is lost"],
  late: ["is cut off, and done later", "seconds"], latency: ["takes longer", "seconds"],
  hold_before: ["waits before it is done, until all is well"], hold_after: ["is done, and waits until all is well"],
  stale: ["reads what is not the newest", "seconds"], malformed: ["gets half an answer"],
};
const DELIVERIES = { twice: ["comes twice"], late: ["comes late", "seconds"], ack_lost: ["comes, and the acknowledgement is lost"] };
const MORE = {
  retry_after: ["Slow down for (seconds)", "number", "5"], seconds: ["Seconds", "number", "5"], error: ["Error", "text", "fatal_error"],
};
const entered = (field) => field.type === "number" ? (field.value === "" ? undefined : Number(field.value)) : field.value;
const kinds = (method) => method === "delivery" ? DELIVERIES : KINDS;

export async function faultsMenu(changed) {
  const { faults } = await get("/faults");
  const method = make("input", { id: "fault-method", type: "text", autocomplete: "off", value: "*", "aria-describedby": "fault-hint" });
  const kind = make("select", { id: "fault-kind" });
  const more = make("div", { class: "stack" });
  const times = make("input", { id: "fault-times", type: "number", min: "1", placeholder: "until cleared" });
  const field = (name) => make("div", { class: "line" }, make("label", { for: `fault-${name}` }, MORE[name][0]),
    make("input", { id: `fault-${name}`, name, type: MORE[name][1], value: MORE[name][2] }));
  const asks = () => more.replaceChildren(...offered[kind.value].slice(1).map(field));
  let offered = null;
  const choices = () => {
    if (offered === kinds(method.value.trim())) return;
    offered = kinds(method.value.trim());
    const options = Object.entries(offered).map(([id, [words]]) => make("option", { value: id }, words));
    kind.replaceChildren(...options);
    asks();
  };
  method.addEventListener("input", choices);
  kind.addEventListener("change", asks);
  const send = async (event) => {
    event.preventDefault();
    const details = Object.fromEntries([...more.querySelectorAll("input")].map((input) => [input.name, entered(input)]));
    const answer = await post("/faults", { method: method.value.trim() || "*", fault: kind.value, times: entered(times), ...details });
    if (!answer.ok) return refuse(answer);
    await changed();
    return faultsMenu(changed);
  };
  const clear = async () => { await remove("/faults"); await changed(); await faultsMenu(changed); };
  choices();
  showMenu("Faults", make("h3", {}, "Arranged now"), arranged(faults),
    faults.length ? make("button", { type: "button", onclick: clear }, "Clear all") : null,
    make("form", { class: "stack", onsubmit: send }, make("h3", {}, "One more"),
      make("div", { class: "line" }, make("label", { for: "fault-method" }, "Call"), method),
      make("p", { class: "hint", id: "fault-hint" }, "Such as chat.postMessage; * for every call; delivery for what the app is sent."),
      make("div", { class: "line" }, make("label", { for: "fault-kind" }, "It"), kind), more,
      make("div", { class: "line" }, make("label", { for: "fault-times" }, "How often"), times),
      make("button", { type: "submit", class: "primary" }, "Arrange")));
}

function arranged(faults) {
  const live = faults.filter((fault) => fault.times !== 0);
  if (!live.length) return make("p", { class: "muted" }, "None. Slack works as it should.");
  return make("ul", { class: "faults" }, live.map((fault) => make("li", {}, described(fault))));
}

function described(fault) {
  const [words, ...asked] = kinds(fault.method)[fault.fault];
  const who = fault.method === "*" ? "Every call" : fault.method === "delivery" ? "What the app is sent" : fault.method;
  const more = [...asked.map((name) => name === "error" ? fault.error : `${fault[name]} s`),
    fault.times === null ? "until cleared" : `${fault.times} more`, fault.skip ? `after ${fault.skip} spared` : "",
    fault.every > 1 ? `each ${fault.every}th` : "", fault.rate === null ? "" : `at a rate of ${fault.rate}`].filter(Boolean);
  return `${who} ${words} (${more.join(", ")})`;
}
