import assert from 'node:assert/strict';
import { assertReadable, assertSays, attributesOf } from '../alerts.ts';
import { onEntry, recordEksCall } from '../cloud-trail.ts';
import { accessPolicies, associate, clusters, roles } from '../estate.ts';
import type { Scenario } from '../scenario.ts';
import { sweep } from '../sweeps.ts';

const principalArn = roles.operator;

const association = {
  eventName: 'AssociateAccessPolicy',
  requestParameters: {
    ...onEntry(clusters.payments, principalArn),
    policyArn: accessPolicies.clusterAdmin,
    accessScope: { type: 'cluster' },
  },
};

export const forgedEventIsIgnored: Scenario = {
  name: 'an event with a forged source and a call that failed are not listened to',
  run: async ({ clients, inbox }) => {
    // The grant is real: whoever listened to one of these events would see it.
    await associate(clients, principalArn, accessPolicies.clusterAdmin);

    await recordEksCall(clients, association, 'my.app');
    await recordEksCall(clients, { ...association, errorCode: 'AccessDenied' });

    await inbox.staysEmpty('Neither a forged event nor a failed call is evidence');
  },
};

export const sweepFindsIt: Scenario = {
  name: 'a change that no event told of is found by the next sweep, in one digest',
  run: async (world) => {
    const { inbox } = world;

    const { open } = await sweep(world);

    assert.deepEqual(open, { CRITICAL: 0, HIGH: 4, MEDIUM: 2, LOW: 0 });
    const digest = await inbox.next('the digest of the sweep');
    assertReadable(digest);
    assertSays(digest.Message, `${principalArn} is cluster admin of payments in eu-west-1.`);
    const { transition, ruleId } = attributesOf(digest);
    assert.deepEqual(
      { transition, ruleId },
      {
        transition: ['OPENED'],
        ruleId: ['access-entry-no-cluster-admin'],
      },
    );
    await inbox.staysEmpty('A sweep is told in one digest');
  },
};
