// A chart as bars with their numbers in words: readable without colour, and aloud.

import { make } from "../lib/dom.js";
import { plain } from "../text/mrkdwn.js";

export function chart(definition, title) {
  if (definition.type === "pie") return pie(definition, title);
  const { series, axis_config: { categories, x_label: across, y_label: up } } = definition;
  const most = largest(series.flatMap((line) => line.data));
  const row = (category) => make("tr", {}, make("th", { scope: "row" }, plain(category)), series.map((line) => {
    const point = line.data.find((candidate) => candidate.label === category);
    return make("td", {}, point ? bar(point.value, most) : "");
  }));
  return make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": title },
    make("table", { class: "chart" },
      make("tr", {}, make("th", {}, plain([up, across].filter(Boolean).join(" by "))), series.map((line) => make("th", { scope: "col" }, plain(line.name)))),
      categories.map(row)));
}

function pie({ segments }, title) {
  const whole = segments.reduce((sum, segment) => sum + segment.value, 0);
  return make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": title },
    make("table", { class: "chart" }, segments.map((segment) => make("tr", {},
      make("th", { scope: "row" }, plain(segment.label)),
      make("td", {}, bar(segment.value, whole, ` (${Math.round(100 * segment.value / whole)} %)`))))));
}

function bar(value, most, more = "") {
  const length = `${Math.max(1, Math.round(100 * Math.abs(value) / most))}%`;
  const drawn = make("span", { class: "bar", "aria-hidden": "true" });
  drawn.style.inlineSize = length;
  return [make("span", {}, `${value}${more}`), drawn];
}

function largest(points) {
  return Math.max(1e-9, ...points.map((point) => Math.abs(point.value)));
}
