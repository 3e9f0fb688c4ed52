// The sandbox's HTTP interface, and nothing else.

async function ask(method, path, body) {
  const response = await fetch(`/sandbox${path}`, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return response.json();
}

// What a person does is answered in any case, though nobody is there to answer it.
async function tried(asking) {
  try {
    return await asking;
  } catch (gone) {
    if (gone instanceof TypeError) return { ok: false, error: "unreachable" };
    throw gone;
  }
}

export const get = (path) => ask("GET", path);
export const post = (path, body = {}) => tried(ask("POST", path, body));
export const remove = (path) => tried(ask("DELETE", path));

// What went wrong, in a sentence for whoever did it.
const SENTENCES = {
  unreachable: "The workspace did not answer. What you typed is kept; try again.",
  dispatch_failed: "No app is connected, so the command went nowhere. Start the app and try again.",
  operation_timeout: "The app did not answer within three seconds. What you typed is kept; try again.",
  not_in_channel: "You are not in this channel. Join it first.",
  already_in_channel: "They are in this channel already.",
  cant_leave_general: "Everybody is in this channel. Nobody can leave it.",
  cant_kick_from_general: "Everybody is in this channel. Nobody can be removed from it.",
  cant_archive_general: "Everybody is in this channel. It can't be archived.",
  cant_delete_message: "Only who wrote it and the workspace's owner can delete this message.",
  restricted_action: "This workspace lets only others do that, such as its owner.",
  channel_type_not_supported: "This channel stays as it is: it is everybody's.",
  ura_max_channels: "This guest is in their single channel already.",
  user_not_visible: "You share no channel with them.",
  cant_invite: "They can't be in this channel.",
  unknown_shortcut: "The app has no such shortcut.",
  user_is_restricted: "Guests can't do that.",
  last_member: "You are the last one in this channel. Archive it instead.",
  no_pin: "This message is not pinned any more.",
  too_long: "That is too long.",
  is_archived: "This channel is archived. Nobody can write in it.",
  unknown_command: "The app has no such command.",
  not_supported_in_threads: "Slack takes no commands in threads. Type it in the channel, or mention the app here.",
  workflows_not_run: "This button starts a workflow. There are none on this machine.",
  not_supported_with_files: "A command takes no files. Remove them, or send them on their own.",
  files_not_broadcast: "A reply with files stays in its thread. Send it without also sending it to the channel.",
  too_many_files: "A message takes ten files at most. Remove some of them.",
  no_text: "There is nothing to send yet.",
  invalid_name: "A channel's name has small letters, digits, - and _, and at most 80 of them.",
  name_taken: "There is a channel of this name already. It may be archived, or private.",
  already_pinned: "This message is pinned already.",
  invalid_fault: "This can't be arranged.",
  view_not_found: "This form is not open any more.",
  channel_not_found: "There is no such channel, or you are not in it.",
  message_not_found: "This message is not there any more.",
};

export function sentence(answer) {
  return SENTENCES[answer.error] || answer.message || `That did not work (${answer.error}).`;
}
