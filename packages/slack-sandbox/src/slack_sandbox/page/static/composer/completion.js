// What is offered while one types: commands, @people, #channels, :emoji. The keyboard stays in the text.

import { make } from "../lib/dom.js";
import { state } from "../workspace/state.js";

const MOST = 8;
const OPENS = /(^|[\s(])([@#:])([\w.+'-]*)$/;

const starts = (typed, ...names) => names.some((name) => name.toLowerCase().split(/[\s_]+/).some((word) => word.startsWith(typed)) || name.toLowerCase().startsWith(typed));

const KINDS = {
  "@": (typed) => [
    ...state.people.filter((person) => !person.deleted && starts(typed, person.name, person.real_name)).map((person) => ({ insert: `@${person.name}`, shown: person.real_name, more: `@${person.name}` })),
    ...state.handles.filter((group) => starts(typed, group.handle, group.name)).map((group) => ({ insert: `@${group.handle}`, shown: `@${group.handle}`, more: group.name })),
    ...["here", "channel", "everyone"].filter((range) => range.startsWith(typed)).map((range) => ({ insert: `@${range}`, shown: `@${range}`, more: "everybody in this channel" })),
  ],
  "#": (typed) => state.channels.filter((channel) => !channel.is_archived && channel.name.includes(typed)).map((channel) => ({ insert: `#${channel.name}`, shown: `#${channel.name}` })),
  ":": (typed) => typed.length < 2 ? [] : Object.keys(state.emoji).filter((name) => name.includes(typed))
    .sort((a, b) => Number(b.startsWith(typed)) - Number(a.startsWith(typed)) || a.length - b.length)
    .map((name) => ({ insert: `:${name}:`, shown: `${state.emoji[name]} :${name}:` })),
};

// A command with what it wants to be told, and what it does.
function command(name) {
  const { usage_hint: usage, description } = state.explained[name] || {};
  return { insert: name, shown: make("b", {}, name), more: usage, about: description };
}

const described = ({ shown, more, about }) => [
  shown, more ? make("span", { class: "muted" }, ` ${more}`) : null, about ? make("span", { class: "about" }, ` ${about}`) : null,
].filter(Boolean);

// The same while what the command wants to be told is not yet typed.
function usage(field, hint) {
  const found = command(field.value.trimEnd());
  hint.hidden = !(state.commands?.includes(found.insert) && (found.more || found.about));
  hint.replaceChildren(...(hint.hidden ? [] : described(found)));
}

// What fits to the words before the cursor, and where these begin.
function offered(field, commands) {
  const before = field.value.slice(0, field.selectionStart);
  if (commands && /^\/\S*$/.test(before)) {
    const found = (state.commands || []).filter((name) => name.startsWith(before));
    return { from: 0, found: found.length === 1 && found[0] === before ? [] : found.map(command) };
  }
  const [whole, space, sign, typed] = before.match(OPENS) || [];
  if (whole === undefined) return { from: 0, found: [] };
  return { from: before.length - whole.length + space.length, found: KINDS[sign](typed.toLowerCase()).slice(0, MOST) };
}

export function completing(field, list, { commands = false, hint = null } = {}) {
  let now = { from: 0, found: [] };
  let chosen = 0;
  const id = (index) => `${list.id}-${index}`;

  function draw() {
    const open = now.found.length > 0;
    list.hidden = !open;
    if (open) field.setAttribute("aria-activedescendant", id(chosen));
    else field.removeAttribute("aria-activedescendant");
    list.replaceChildren(...now.found.map((offer, index) => make("li", {
      id: id(index), role: "option", "aria-selected": String(index === chosen), onmousedown: (event) => { event.preventDefault(); take(offer); },
    }, described(offer))));
    list.children[chosen]?.scrollIntoView({ block: "nearest" });
    if (!hint) return;
    if (open) hint.hidden = true;
    else usage(field, hint);
  }
  function look() { now = offered(field, commands); chosen = 0; draw(); }
  function shut() { now = { from: 0, found: [] }; draw(); }
  function take(offer) {
    field.setRangeText(`${offer.insert} `, now.from, field.selectionStart, "end");
    shut();
  }

  field.addEventListener("input", look);
  field.addEventListener("blur", shut);
  if (hint) for (const [node, done] of [[field, "blur"], [field.form, "submit"]]) node.addEventListener(done, () => { hint.hidden = true; });
  field.addEventListener("keydown", (event) => {
    if (!now.found.length || event.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) { chosen = (chosen + by + now.found.length) % now.found.length; draw(); }
    else if (event.key === "Tab" && !event.shiftKey || event.key === "Enter" && !event.shiftKey) take(now.found[chosen]);
    else if (event.key === "Escape") shut();
    else return;
    event.preventDefault();
  });
}
