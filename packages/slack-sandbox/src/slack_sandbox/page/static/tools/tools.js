// The tools in the sidebar, for what nobody in a real Slack can do: moving time, faults, a new beginning.

import { faultsMenu } from "./faults.js";
import { make } from "../lib/dom.js";
import { post } from "../workspace/api.js";
import { follow } from "../workspace/connection.js";
import { showOutcome } from "../workspace/outcome.js";
import { state } from "../workspace/state.js";

const byId = (id) => document.getElementById(id);
const FORMAT = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

function drawTime() {
  const passed = state.stands ? 0 : (Date.now() - state.readAt) / 1000;
  const words = new Date((state.now + passed) * 1000).toLocaleString([], FORMAT);
  const ahead = state.offset ? `, ${amount(state.offset)} ahead` : "";
  byId("time").textContent = `It is ${words} here${ahead}.`;
}

function amount(seconds) {
  const [size, word] = seconds >= 172_800 ? [86_400, "days"] : seconds >= 7200 ? [3600, "hours"] : [60, "minutes"];
  return `${Math.round(10 * seconds / size) / 10} ${word}`;
}

// What whoever serves the workspace offers to play in it.
function drawScenarios() {
  const row = byId("scenarios");
  row.hidden = !state.scenarios.length;
  row.replaceChildren(...state.scenarios.map(({ name, playing }, index) => make("button", {
    type: "button", id: `play-${index}`, "aria-disabled": playing ? "true" : null,
    onclick: async () => { if (!playing) { await showOutcome(await post(`/scenarios/${encodeURIComponent(name)}`)); await follow(); } },
  }, playing ? `${name}: playing` : `Play: ${name}`)));
}

export function drawTools() {
  drawTime();
  drawScenarios();
  byId("connections").textContent = state.connections || state.delivers ? "" : "No app is connected.";
  const latency = byId("latency");
  if (![...latency.options].some((option) => Number(option.value) === state.latency)) {
    latency.append(new Option(`${state.latency} s`, String(state.latency)));
  }
  if (document.activeElement !== latency) latency.value = String([...latency.options].find((option) => Number(option.value) === state.latency).value);
  const faults = state.faults.filter((fault) => fault.times !== 0).length;
  byId("faults").textContent = faults ? `Faults (${faults})` : "Faults";
}

byId("skip-by").addEventListener("change", (event) => { byId("skip").textContent = `Skip ${event.target.selectedOptions[0].textContent}`; });
byId("skip").addEventListener("click", async () => { await post("/clock", { advance: Number(byId("skip-by").value) }); await follow(); });
byId("latency").addEventListener("change", async (event) => { await post("/latency", { seconds: Number(event.target.value) }); await follow(); });
byId("faults").addEventListener("click", () => faultsMenu(follow));
byId("reset").addEventListener("click", async () => {
  if (!window.confirm("Everything in this workspace is forgotten. Begin anew?")) return;
  await post("/reset");
  await follow();
});
setInterval(drawTime, 5000);
