// What can be chosen in an element: its own options, or people, or conversations; and what is chosen.

import { plain } from "./mrkdwn.js";
import { state, nameOf, together } from "./state.js";

// Groups of choices: `{title, options: [{value, words, more}]}`; a group without a title is no group.
export function grouped(part) {
  if (part.type.includes("users_select")) return [{ options: people() }];
  if (part.type.includes("channels_select")) return [{ options: channels((one) => !one.is_private) }];
  if (part.type.includes("conversations_select")) return [{ options: conversations(part.filter || {}) }];
  const own = [{ options: (part.options || []).map(option) }];
  const named = (part.option_groups || []).map((group) => ({ title: plain(group.label.text), options: group.options.map(option) }));
  return [...own, ...named].filter((group) => group.options.length);
}

export const choices = (part) => grouped(part).flatMap((group) => group.options);

const option = (each) => ({ value: each.value, words: plain(each.text.text), more: each.description ? plain(each.description.text) : "" });
const people = () => state.people.filter((one) => !one.deleted).map((one) => ({ value: one.id, words: one.real_name }));

function channels(wanted) {
  const found = state.channels.filter((one) => !one.is_archived && wanted(one));
  return found.map((one) => ({ value: one.id, words: `#${one.name}` }));
}

function conversations(filter) {
  const kinds = filter.include || ["public", "private", "im", "mpim"];
  const found = channels((one) => kinds.includes(one.is_private ? "private" : "public"));
  if (kinds.includes("mpim")) found.push(...state.groups.map((one) => ({ value: one.id, words: together(one) })));
  if (kinds.includes("im") && state.direct && !filter.exclude_bot_users) found.push({ value: state.direct, words: nameOf(state.app.bot_user) });
  return found;
}

// The values that somebody chose, else those that the app chose at first.
export function selected(part, typed) {
  const many = typed.selected_users || typed.selected_channels || typed.selected_conversations
    || part.initial_users || part.initial_channels || part.initial_conversations;
  if (many?.length) return many;
  const options = typed.selected_options || part.initial_options;
  if (options?.length) return options.map((each) => each.value);
  const one = typed.selected_option || part.initial_option;
  if (one) return [one.value];
  const here = part.default_to_current_conversation ? state.channel?.id : null;
  return [typed.selected_user || typed.selected_channel || typed.selected_conversation
    || part.initial_user || part.initial_channel || part.initial_conversation || here].filter(Boolean);
}
