// The sandbox's HTTP interface, and nothing else.

async function ask(method, path, body) {
  const response = await fetch(`/sandbox${path}`, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return response.json();
}

export const get = (path) => ask("GET", path);
export const post = (path, body = {}) => ask("POST", path, body);
export const remove = (path) => ask("DELETE", path);

// What went wrong, in a sentence for whoever did it.
const SENTENCES = {
  dispatch_failed: "No app is connected, so the command went nowhere. Start the app and try again.",
  operation_timeout: "The app did not answer within three seconds. What you typed is kept; try again.",
  not_in_channel: "You are not in this channel. Join it first.",
  is_archived: "This channel is archived. Nobody can write in it.",
  unknown_command: "The app has no such command.",
  not_supported_in_threads: "Slack takes no commands in threads. Type it in the channel, or mention the app here.",
  workflows_not_run: "This button starts a workflow. There are none on this machine.",
  no_text: "There is nothing to send yet.",
  message_not_found: "This message is not there any more.",
};

export function sentence(answer) {
  return SENTENCES[answer.error] || answer.message || `That did not work (${answer.error}).`;
}
