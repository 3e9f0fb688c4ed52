// A chart as bars with their numbers in words: readable without colour, and aloud.

import { make } from "./dom.js";
import { plain } from "./mrkdwn.js";

export function chart(given, title) {
  if (given.type === "pie") return pie(given, title);
  const { categories, x_label: across, y_label: up } = given.axis_config;
  const most = largest(given.series.flatMap((one) => one.data));
  const row = (category) => make("tr", {}, make("th", { scope: "row" }, plain(category)), given.series.map((one) => {
    const point = one.data.find((each) => each.label === category);
    return make("td", {}, point ? bar(point.value, most) : "");
  }));
  return make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": title },
    make("table", { class: "chart" },
      make("tr", {}, make("th", {}, plain([up, across].filter(Boolean).join(" by "))), given.series.map((one) => make("th", { scope: "col" }, plain(one.name)))),
      categories.map(row)));
}

function pie(given, title) {
  const whole = given.segments.reduce((sum, one) => sum + one.value, 0);
  return make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": title },
    make("table", { class: "chart" }, given.segments.map((one) => make("tr", {},
      make("th", { scope: "row" }, plain(one.label)),
      make("td", {}, bar(one.value, whole, ` (${Math.round(100 * one.value / whole)} %)`))))));
}

function bar(value, most, more = "") {
  const length = `${Math.max(1, Math.round(100 * Math.abs(value) / most))}%`;
  const drawn = make("span", { class: "bar", "aria-hidden": "true" });
  drawn.style.inlineSize = length;
  return [make("span", {}, `${value}${more}`), drawn];
}

function largest(points) {
  return Math.max(1e-9, ...points.map((one) => Math.abs(one.value)));
}
