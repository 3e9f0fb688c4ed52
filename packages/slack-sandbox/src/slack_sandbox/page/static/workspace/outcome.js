// What became of what a person did: nothing to say or a sentence, and the page is read anew.

import { post, sentence } from "./api.js";
import { follow } from "./connection.js";
import { state } from "./state.js";

export function showOutcome(answer) {
  document.getElementById("outcome").textContent = answer.ok ? "" : sentence(answer);
  return follow();
}

// What the person does in a channel or with a message of it, such as `{do: "pin", message_ts}`.
export const actIn = (channel, body) => post(`/people/${state.me}/channels/${encodeURIComponent(channel)}`, body);
