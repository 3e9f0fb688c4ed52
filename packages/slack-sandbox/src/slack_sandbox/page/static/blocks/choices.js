// What can be chosen in an element: its own options, or people, or conversations; and what is chosen.

import { plainWords } from "../text/mrkdwn.js";
import { state, nameOf, together } from "../workspace/state.js";

// Groups of choices: `{title, options: [{value, words, more}]}`; a group without a title is no group.
export function grouped(part) {
  if (part.type.includes("users_select")) return [{ options: people() }];
  if (part.type.includes("channels_select")) return [{ options: channels((channel) => !channel.is_private) }];
  if (part.type.includes("conversations_select")) return [{ options: conversations(part.filter || {}) }];
  const own = [{ options: (part.options || []).map(option) }];
  const named = (part.option_groups || []).map((group) => ({ title: plainWords(group.label), options: group.options.map(option) }));
  return [...own, ...named].filter((group) => group.options.length);
}

export const choices = (part) => grouped(part).flatMap((group) => group.options);

const option = ({ value, text, description }) => ({ value, words: plainWords(text), more: description ? plainWords(description) : "" });
const people = () => state.people.filter((person) => !person.deleted).map((person) => ({ value: person.id, words: person.real_name }));

function channels(wanted) {
  const found = state.channels.filter((channel) => !channel.is_archived && wanted(channel));
  return found.map((channel) => ({ value: channel.id, words: `#${channel.name}` }));
}

function conversations(filter) {
  const kinds = filter.include || ["public", "private", "im", "mpim"];
  const found = channels((channel) => kinds.includes(channel.is_private ? "private" : "public"));
  if (kinds.includes("mpim")) found.push(...state.groups.map((group) => ({ value: group.id, words: together(group) })));
  if (kinds.includes("im") && state.direct && !filter.exclude_bot_users) found.push({ value: state.direct, words: nameOf(state.app.bot_user) });
  return found;
}

// The values that somebody chose, else those that the app chose at first.
export function selected(part, current) {
  const many = current.selected_users || current.selected_channels || current.selected_conversations
    || part.initial_users || part.initial_channels || part.initial_conversations;
  if (many?.length) return many;
  const options = current.selected_options || part.initial_options;
  if (options?.length) return options.map((chosen) => chosen.value);
  const single = current.selected_option || part.initial_option;
  if (single) return [single.value];
  const here = part.default_to_current_conversation ? state.channel?.id : null;
  return [current.selected_user || current.selected_channel || current.selected_conversation
    || part.initial_user || part.initial_channel || part.initial_conversation || here].filter(Boolean);
}
