// Time and trouble: what nobody in a real Slack can do.

import { post } from "./api.js";
import { faultsMenu } from "./faults.js";
import { follow } from "./line.js";
import { state } from "./state.js";

const at = (id) => document.getElementById(id);
const FORMAT = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

function drawTime() {
  const passed = state.stands ? 0 : (Date.now() - state.readAt) / 1000;
  const words = new Date((state.now + passed) * 1000).toLocaleString([], FORMAT);
  const ahead = state.offset ? `, ${amount(state.offset)} ahead` : "";
  at("time").textContent = `It is ${words} here${ahead}.`;
}

function amount(seconds) {
  const [size, word] = seconds >= 172_800 ? [86_400, "days"] : seconds >= 7200 ? [3600, "hours"] : [60, "minutes"];
  return `${Math.round(10 * seconds / size) / 10} ${word}`;
}

export function drawTools() {
  drawTime();
  at("connections").textContent = state.connections || state.delivers ? "" : "No app is connected.";
  const latency = at("latency");
  if (![...latency.options].some((one) => Number(one.value) === state.latency)) {
    latency.append(new Option(`${state.latency} s`, String(state.latency)));
  }
  if (document.activeElement !== latency) latency.value = String([...latency.options].find((one) => Number(one.value) === state.latency).value);
  const faults = state.faults.filter((one) => one.times !== 0).length;
  at("faults").textContent = faults ? `Faults (${faults})` : "Faults";
}

at("far").addEventListener("change", (event) => { at("skip").textContent = `Skip ${event.target.selectedOptions[0].textContent}`; });
at("skip").addEventListener("click", async () => { await post("/clock", { advance: Number(at("far").value) }); await follow(); });
at("latency").addEventListener("change", async (event) => { await post("/latency", { seconds: Number(event.target.value) }); await follow(); });
at("faults").addEventListener("click", () => faultsMenu(follow));
at("reset").addEventListener("click", async () => {
  if (!window.confirm("Everything in this workspace is forgotten. Begin anew?")) return;
  await post("/reset");
  await follow();
});
setInterval(drawTime, 5000);
