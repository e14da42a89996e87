import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DisassociateAccessPolicyCommand } from '@aws-sdk/client-eks';
import { dynamoFindings } from '../../../functions/adapters/dynamo-findings.ts';
import { dynamoHead } from '../../../functions/adapters/dynamo-head.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import { onEntry, recordEksCall } from '../cloud-trail.ts';
import { accessPolicies, associate, clusters, roles } from '../estate.ts';
import { deliveryIdOf } from '../inbox.ts';
import { account } from '../place.ts';
import type { Scenario } from '../scenario.ts';
import { until } from '../wait.ts';
import type { World } from '../world.ts';

const principalArn = roles.engineer;
const policyArn = accessPolicies.clusterAdmin;
const accessScope = { type: 'cluster', namespaces: [] };
const events = 500;

export const burstEndsInTheTruth: Scenario = {
  name: `a burst of ${events} events ends in the true findings, and no delivery id is used twice for different news`,
  run: async (world) => {
    for (let event = 1; event < events; event += 1) await change(world, event % 2 === 1);
    await change(world, true);

    await until(
      'the finding to be open',
      async () => {
        const finding = await findingOf(world);
        return finding?.status === 'open' && (await isIdle(world)) ? finding : undefined;
      },
      200_000,
    );
    const news = await world.inbox.all();
    assert.ok(news.length > 0, 'nobody was told');
    for (const [id, told] of Map.groupBy(news, deliveryIdOf)) {
      const texts = new Set(told.map(({ Subject, Message }) => `${Subject}\n${Message}`));
      assert.equal(texts.size, 1, `the delivery id ${id} was used for different news`);
    }
    assert.ok(
      news.some(({ Message }) => Message.includes(principalArn)),
      'the burst was not told',
    );
  },
};

/** Gives the policy or takes it away, and has it recorded. */
async function change({ clients }: World, given: boolean): Promise<void> {
  const entry = onEntry(clusters.payments, principalArn);
  const eventID = randomUUID();
  if (given) {
    await associate(clients, principalArn, policyArn);
    await recordEksCall(clients, {
      eventName: 'AssociateAccessPolicy',
      eventID,
      requestParameters: { ...entry, policyArn, accessScope },
      responseElements: {
        clusterName: clusters.payments,
        principalArn,
        associatedAccessPolicy: { policyArn, accessScope },
      },
    });
    return;
  }
  const clusterName = clusters.payments;
  await clients.eks.send(
    new DisassociateAccessPolicyCommand({ clusterName, principalArn, policyArn }),
  );
  await recordEksCall(clients, {
    eventName: 'DisassociateAccessPolicy',
    eventID,
    requestParameters: { ...entry, policyArn: encodeURIComponent(policyArn) },
    responseElements: null,
  });
}

/** The finding about the principal, as the table has it. */
async function findingOf({ clients, deployment }: World): Promise<Finding | undefined> {
  const state = { table: deployment.tableName, accountId: account };
  const findings = await dynamoFindings(state, clients.dynamodb).all();
  return findings.find(
    ({ ruleId, subject }) => ruleId === 'access-entry-no-cluster-admin' && subject === principalArn,
  );
}

/** Whether HEAD has stood still for some seconds. */
async function isIdle({ clients, deployment }: World): Promise<boolean> {
  const state = { table: deployment.tableName, accountId: account };
  const seq = async () => (await dynamoHead(state, clients.dynamodb).head())?.seq;
  const before = await seq();
  await sleep(4_000);
  return (await seq()) === before;
}
