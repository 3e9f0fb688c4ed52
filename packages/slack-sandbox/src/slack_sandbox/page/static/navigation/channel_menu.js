// Making a channel, and what people do to one: topic, members, name, privacy, leaving, archiving.

import { confirmed } from "../dialogs/confirm.js";
import { closeMenu, refuse, showMenu } from "../dialogs/menu.js";
import { make } from "../lib/dom.js";
import { mrkdwn } from "../text/mrkdwn.js";
import { sourceText } from "../text/source_text.js";
import { actIn, showOutcome } from "../workspace/outcome.js";
import { state, nameOf, mine, sharedWith } from "../workspace/state.js";

export function newChannel(made) {
  const name = make("input", { id: "channel-name", type: "text", autocomplete: "off", maxlength: 80, placeholder: "such as plan-budget", "aria-describedby": "menu-refusal" });
  const secret = make("input", { type: "checkbox" });
  const send = async (event) => {
    event.preventDefault();
    const wanted = name.value.trim().replace(/^#/, "").toLowerCase().replaceAll(" ", "-");
    const answer = await actIn(wanted || " ", { do: "create", is_private: secret.checked });
    if (!answer.ok) { refuse(answer); name.focus(); return; }
    closeMenu();
    made(answer);
  };
  showMenu("New channel", make("form", { class: "stack", onsubmit: send },
    make("label", { for: "channel-name" }, "Name"), name,
    make("label", { class: "choice" }, secret, "Private: only those who are invited see it"),
    make("button", { type: "submit", class: "primary" }, "Create")));
}

// Everything about a channel, for those who are in it to change.
export function channelMenu(channel) {
  const inside = channel.members.includes(mine()?.id);
  showMenu(`# ${channel.name}`, make("div", { class: "stack" },
    sharedWith(channel) ? make("p", { class: "muted" }, sharedWith(channel)) : null,
    channel.purpose ? make("p", { class: "muted" }, mrkdwn(channel.purpose)) : null,
    inside && !channel.is_archived ? [topic(channel), name(channel)] : make("p", {}, mrkdwn(channel.topic)),
    members(channel, inside && !channel.is_archived),
    make("div", { class: "choices" }, channelActions(channel, inside))));
}

function line(id, label, value, save, words, options = {}) {
  const input = make("input", { id, type: "text", autocomplete: "off", ...options });
  input.value = value;
  const send = async (event) => { event.preventDefault(); await done(await save(input.value.trim())); };
  return make("form", { class: "line", onsubmit: send }, make("label", { for: id }, label), input, make("button", { type: "submit" }, words));
}

async function done(answer) {
  if (!answer.ok) return refuse(answer);
  closeMenu();
  return showOutcome(answer);
}

const topic = (channel) => line("channel-topic", "Topic", sourceText(channel.topic), (words) => actIn(channel.id, { do: "topic", topic: words }), "Set topic", { maxlength: 250 });
const name = (channel) => line("channel-rename", "Name", channel.name, (words) => actIn(channel.id, { do: "rename", name: words.replace(/^#/, "") }), "Rename", { maxlength: 80 });

function members(channel, mayChange) {
  const others = state.people.filter((person) => !person.deleted && !channel.members.includes(person.id));
  const select = make("select", { id: "channel-invite" }, others.map((person) => make("option", { value: person.id }, person.real_name)));
  const invite = async (event) => { event.preventDefault(); await done(await actIn(channel.id, { do: "invite", user: select.value })); };
  return make("section", {}, make("h3", {}, `Members (${channel.members.length})`),
    make("ul", { class: "members" }, channel.members.map((id) => make("li", {}, make("span", {}, nameOf(id), id === mine()?.id ? " (you)" : ""),
      mayChange && id !== mine()?.id ? make("button", {
        type: "button", "aria-label": `Remove ${nameOf(id)}`, onclick: async () => done(await actIn(channel.id, { do: "kick", user: id })),
      }, "Remove") : null))),
    mayChange && others.length ? make("form", { class: "line", onsubmit: invite }, make("label", { for: "channel-invite" }, "Add"), select,
      make("button", { type: "submit" }, "Add to channel")) : null);
}

function channelActions(channel, inside) {
  const button = (words, body) => make("button", { type: "button", onclick: async () => done(await actIn(channel.id, body)) }, words);
  if (channel.is_archived) return [button("Bring it back", { do: "unarchive" })];
  if (!inside) return [button("Join channel", { do: "join" })];
  const question = {
    title: { text: "Archive this channel?" }, text: { text: "Nobody can write in it any more. The app is taken out of it." },
    confirm: { text: "Archive" }, deny: { text: "Cancel" }, style: "danger",
  };
  const kind = channel.is_private ? "public" : "private";
  const conversion = {
    title: { text: `Make this channel ${kind}?` },
    text: { text: channel.is_private ? "All members of this workspace can see it then, with all that was said." : "Only those who are in it see it then." },
    confirm: { text: `Make ${kind}` }, deny: { text: "Cancel" },
  };
  return [button("Leave channel", { do: "leave" }),
    make("button", { type: "button", onclick: () => confirmed(conversion, async () => done(await actIn(channel.id, { do: "convert", is_private: !channel.is_private }))) }, `Make ${kind}`),
    make("button", { type: "button", class: "danger", onclick: () => confirmed(question, async () => done(await actIn(channel.id, { do: "archive" }))) }, "Archive channel")];
}
