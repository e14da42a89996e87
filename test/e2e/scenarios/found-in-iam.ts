import assert from 'node:assert/strict';
import { CreatePodIdentityAssociationCommand } from '@aws-sdk/client-eks';
import { assertReadable, assertSays, attributesOf } from '../alerts.ts';
import type { Clients } from '../clients.ts';
import { clusters } from '../estate.ts';
import { createRole, putPolicy, roleArn } from '../iam.ts';
import { clusterArn } from '../place.ts';
import type { Scenario } from '../scenario.ts';
import { sweep } from '../sweeps.ts';
import { allow, trustOfPods, trustOfServiceAccount } from '../trusts.ts';

const reports = roleArn('/workloads/', 'reports');
const onboarding = roleArn('/workloads/', 'onboarding');

export const sweepFindsWorkloads: Scenario = {
  name: 'a trust with wildcards and a workload that may create access entries are found by the next sweep',
  run: async (world) => {
    const { clients, estate, inbox } = world;
    await createRole(clients, reports, trustOfAnyServiceAccount(estate.issuer));
    await createOnboarding(clients);

    const { open, unread } = await sweep(world);

    assert.deepEqual(
      { open, unread },
      { open: { CRITICAL: 2, HIGH: 4, MEDIUM: 2, LOW: 0 }, unread: { count: 1, expected: 0 } },
    );
    const digest = await inbox.next('the digest of the sweep');
    assertReadable(digest);
    assertSays(digest.Subject, '[Gatewatch] CRITICAL opened: ', '(+1, sweep)');
    assertSays(
      digest.Message,
      `Any service account with a token of ${estate.issuer} may assume ${reports}.`,
      'aws iam update-assume-role-policy --role-name reports',
      `${onboarding}, the role of service account platform/onboarding of payments in eu-west-1, can create an access entry with AmazonEKSClusterAdminPolicy over the whole cluster.`,
      'aws iam put-role-policy --role-name onboarding --policy-name GatewatchGuard',
    );
    const { severity, ruleId, transition } = attributesOf(digest);
    assert.deepEqual(
      // Which of the two comes first hangs on the issuer.
      { severity, ruleIds: [ruleId].flat().sort(), transition },
      {
        severity: ['CRITICAL'],
        ruleIds: ['irsa-trust-subject-required', 'workload-role-no-cluster-access-grant'],
        transition: ['OPENED'],
      },
    );
    await inbox.staysEmpty('A sweep is told in one digest');
  },
};

function trustOfAnyServiceAccount(issuer: string): string {
  const claims = { aud: 'sts.amazonaws.com', sub: 'system:serviceaccount:*:*' };
  return trustOfServiceAccount(issuer, claims, 'StringLike');
}

/** It lets teams in, by Pod Identity, and nothing says as what. */
async function createOnboarding(clients: Clients): Promise<void> {
  const clusterName = clusters.payments;
  await createRole(clients, onboarding, trustOfPods(clusterArn(clusterName)));
  const actions = ['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'];
  await putPolicy(clients, onboarding, allow(actions, { Resource: '*' }));
  await clients.eks.send(
    new CreatePodIdentityAssociationCommand({
      clusterName,
      namespace: 'platform',
      serviceAccount: 'onboarding',
      roleArn: onboarding,
    }),
  );
}
