import assert from 'node:assert/strict';
import { DisableRuleCommand, EnableRuleCommand } from '@aws-sdk/client-eventbridge';
import { assertReadable, assertSays } from '../alerts.ts';
import { put } from '../cloud-trail.ts';
import { subscribeQueue, take } from '../inbox.ts';
import { region } from '../place.ts';
import type { Scenario } from '../scenario.ts';
import { sweep } from '../sweeps.ts';

const Name = `gatewatch-${region}-changes-eks`;

export const disabledRuleIsNoticed: Scenario = {
  name: 'a rule of ours that is disabled is told to operations at once, is found by that event, and is told when it is mended',
  run: async (world) => {
    const { clients, deployment, inbox } = world;
    const { events, sns, sqs } = clients;
    const { operationsTopicArn } = deployment;
    const operations = await subscribeQueue({ sns, sqs }, operationsTopicArn, 'operations');

    await events.send(new DisableRuleCommand({ Name }));
    await put(events, 'aws.events', {
      eventSource: 'events.amazonaws.com',
      eventName: 'DisableRule',
      awsRegion: region,
      requestParameters: { name: Name },
    });

    const told: { readonly Message: string } = JSON.parse(
      await take(sqs, operations, 'word of the tampering'),
    );
    assertSays(told.Message, 'Gatewatch: DisableRule could blind it.', 'assumed-role/platform/ada');

    const broken = await inbox.next('the finding of the disabled rule');
    assertReadable(broken);
    assertSays(broken.Message, `The rule ${Name} in ${region} is switched off.`);
    assertSays(broken.Message, `aws events enable-rule --name ${Name} --region ${region}`);

    await events.send(new EnableRuleCommand({ Name }));
    await sweep(world);
    const news = await inbox.all();
    assert.ok(
      news.some(({ Message }) => Message.includes('RESOLVED') && Message.includes(Name)),
      `nobody was told that it is mended:\n${news.map(({ Message }) => Message).join('\n')}`,
    );
  },
};
