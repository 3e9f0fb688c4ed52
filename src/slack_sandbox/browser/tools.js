// Time and trouble: what nobody in a real Slack can do.

import { post, remove } from "./api.js";
import { state, read } from "./state.js";

const at = (id) => document.getElementById(id);

export function drawTools() {
  at("time").textContent = `It is ${new Date(state.now * 1000).toLocaleString([], { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" })} here.`;
}

at("skip").addEventListener("click", async () => { await post("/clock", { advance: 1800 }); await read(); });
at("latency").addEventListener("change", (event) => post("/latency", { seconds: Number(event.target.value) }));
at("trouble").addEventListener("change", async (event) => {
  await remove("/faults");
  if (event.target.value) await post("/faults", { method: "*", fault: event.target.value, retry_after: 5 });
});
at("reset").addEventListener("click", async () => {
  if (!window.confirm("Everything in this workspace is forgotten. Begin anew?")) return;
  await post("/reset");
  await read();
});
