// A bot on Node over signed HTTP, with the receiver that @slack/bolt brings along: a pattern in
// messages, an answer in a thread, a list fetched page by page. Its port is the first argument.
import bolt from '@slack/bolt';

const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN,
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
});

app.message(/^ping/, async ({ say, message }) => {
  await say({ text: 'pong', thread_ts: message.ts });
});

app.command('/people', async ({ ack, client, respond }) => {
  await ack();
  const pages = [];
  for await (const page of client.paginate('users.list', { limit: 4 })) {
    pages.push(page.members.map((one) => one.name).join(' '));
  }
  await respond(pages.join('\n'));
});

await app.start(Number(process.argv[2]));
