// A small bot on Slack's official framework for Node: command, form with errors, message, button,
// reaction, Home. It prints `ready` when it listens and ends with its standard input.
import bolt from '@slack/bolt';

const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
});
const plain = (text) => ({ type: 'plain_text', text });

app.command('/hello', async ({ ack, body, client }) => {
  await ack();
  await client.views.open({
    trigger_id: body.trigger_id,
    view: {
      type: 'modal',
      callback_id: 'hello',
      private_metadata: body.channel_id,
      title: plain('Hello'),
      submit: plain('Send'),
      blocks: [
        {
          type: 'input',
          block_id: 'words',
          label: plain('Words'),
          element: { type: 'plain_text_input', action_id: 'value' },
        },
      ],
    },
  });
});

app.view('hello', async ({ ack, view, client, body }) => {
  const words = view.state.values.words.value.value;
  if (words === 'no') {
    await ack({ response_action: 'errors', errors: { words: 'Say something else.' } });
    return;
  }
  await ack();
  await client.chat.postMessage({
    channel: view.private_metadata,
    text: `<@${body.user.id}> says ${words}`,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: words } },
      { type: 'actions', elements: [{ type: 'button', action_id: 'like', text: plain('Like') }] },
    ],
  });
});

app.action('like', async ({ ack, body, client }) => {
  await ack();
  await client.reactions.add({
    channel: body.channel.id,
    timestamp: body.message.ts,
    name: 'heart',
  });
});

app.event('app_home_opened', async ({ event, client }) => {
  const blocks = [{ type: 'section', text: plain('At home') }];
  await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
});

app.event('message', async () => {});
process.stdin.on('end', () => process.exit(0)).resume();
await app.start();
console.log('ready');
