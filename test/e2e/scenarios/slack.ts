import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { roles } from '../estate.ts';
import type { Scenario } from '../scenario.ts';
import { until } from '../wait.ts';

const golden = join(import.meta.dirname, '../golden/slack-cluster-admin.json');

export const slackIsTold: Scenario = {
  name: 'Slack has been told of the cluster admin as its golden file has it, and of the end in the thread',
  run: async ({ slack }) => {
    const postAbout = (step: string) =>
      until(`a post that says "${step}"`, async () => {
        const about = ` ${step}: ${roles.developer.replace(/^.*:/, '')} is cluster admin of payments`;
        const index = slack.posts.findIndex(({ body }) => body.text.includes(about));
        return slack.posts[index] && { ...slack.posts[index], ts: `${index + 1}.0` };
      });
    const opened = await postAbout('opened');
    const resolved = await postAbout('resolved');

    assert.equal(opened.authorization, 'Bearer xoxb-e2e');
    assert.equal(opened.body.thread_ts, undefined);
    assert.equal(resolved.body.thread_ts, opened.ts);
    assert.deepEqual(
      [opened.body, resolved.body].map(({ thread_ts: _, ...body }) => timeless(body)),
      JSON.parse(readFileSync(golden, 'utf8')),
    );
  },
};

/** Without what is another at each run. */
function timeless(body: object): unknown {
  const text = JSON.stringify(body)
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, 'TIME')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'EVENT')
    .replaceAll(/Delivery [0-9a-f]{20}/g, 'Delivery ID');
  return JSON.parse(text);
}
