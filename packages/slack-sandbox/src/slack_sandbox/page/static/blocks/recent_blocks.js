// Blocks that Slack added in 2025 and 2026: cards, containers, plans, tables and charts of data.

import { chart } from "./chart.js";
import { make } from "../lib/dom.js";
import { plain, words } from "../text/mrkdwn.js";
import { rich } from "../text/rich_text.js";

// Each is called with the block, what draws an element of it, and what draws blocks inside it.
export const RECENT = {
  alert: (block) => make("p", { class: `block alert ${block.level || "default"}`, role: "note" },
    make("strong", {}, `${LEVELS[block.level] || "Note"}: `), words(block.text)),
  card,
  carousel: (block, inner, nested) => make("div", { class: "block carousel scroll", tabindex: "0", role: "group", "aria-label": "Cards" },
    nested(block.elements)),
  container,
  context_actions: (block, inner) => make("div", { class: "block actions" }, block.elements.map(inner)),
  data_table: (block) => make("div", { class: "block scroll", tabindex: "0", role: "group", "aria-label": block.caption },
    make("table", {}, make("caption", {}, plain(block.caption)), block.rows.map((row, at) =>
      make("tr", {}, row.map((cell, column) => make(heads(block, at, column), {}, value(cell))))))),
  data_visualization: (block) => make("figure", { class: "block" },
    make("figcaption", {}, make("strong", {}, plain(block.title))), chart(block.chart, block.title)),
  plan: (block) => make("div", { class: "block card" },
    make("strong", {}, typeof block.title === "string" ? plain(block.title) : words(block.title)),
    make("ol", { class: "tasks" }, (block.tasks || []).map((task) => make("li", {}, taskCard(task))))),
  task_card: (block) => make("div", { class: "block card" }, taskCard(block)),
};

const LEVELS = { info: "Information", warning: "Warning", error: "Error", success: "Done" };
const STATES = { pending: "to do", in_progress: "in progress", complete: "done", error: "failed" };

function card(block, inner) {
  return make("div", { class: "block card" },
    block.hero_image ? picture(block.hero_image, 240) : null,
    block.title || block.icon ? make("p", {}, block.icon ? picture(block.icon, 20) : null, block.icon ? " " : null, make("strong", {}, words(block.title))) : null,
    block.subtitle ? make("p", { class: "muted" }, words(block.subtitle)) : null,
    block.body ? make("p", {}, words(block.body)) : null,
    block.actions ? make("div", { class: "actions" }, block.actions.map(inner)) : null);
}

function container(block, inner, nested) {
  const title = [
    block.icon ? picture(block.icon, 20) : null,
    block.rich_text_title ? block.rich_text_title.elements.map(rich) : make("strong", {}, words(block.title)),
    block.subtitle ? make("span", { class: "muted" }, " ", words(block.subtitle)) : null,
  ].flat();
  const content = nested(block.child_blocks);
  if (!block.is_collapsible) return make("div", { class: "block card" }, make("div", {}, title), content);
  return make("details", { class: "block card", open: !block.default_collapsed }, make("summary", {}, title), content);
}

function taskCard(task) {
  return make("div", {},
    make("p", {}, make("strong", {}, plain(task.title)), task.status ? make("span", { class: "muted" }, ` (${STATES[task.status]})`) : null),
    task.details ? task.details.elements.map(rich) : null,
    task.output ? task.output.elements.map(rich) : null,
    task.sources ? make("p", { class: "muted" }, "Sources: ", task.sources.flatMap((source, at) => [at ? ", " : "",
      make("a", { href: source.url, target: "_blank", rel: "noreferrer" }, plain(source.text))])) : null);
}

function heads(block, row, column) {
  return row === 0 || column === block.row_header_column_index ? "th" : "td";
}

function value(cell) {
  if (cell.type === "rich_text") return cell.elements.map(rich);
  return plain(cell.text ?? String(cell.value));
}

function picture(part, width) {
  return make("img", { src: part.image_url || part.slack_file?.url || "", alt: part.alt_text, width });
}
