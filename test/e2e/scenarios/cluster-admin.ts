import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { DisassociateAccessPolicyCommand } from '@aws-sdk/client-eks';
import { assertReadable, assertSays, attributesOf } from '../alerts.ts';
import { actor, onEntry, recordEksCall } from '../cloud-trail.ts';
import { accessPolicies, associate, clusters, roles } from '../estate.ts';
import { account, region } from '../place.ts';
import type { Scenario } from '../scenario.ts';

const principalArn = roles.developer;
const policyArn = accessPolicies.clusterAdmin;

const association = {
  eventName: 'AssociateAccessPolicy',
  eventID: randomUUID(),
  requestParameters: {
    ...onEntry(clusters.payments, principalArn),
    policyArn,
    accessScope: { type: 'cluster' },
  },
  responseElements: {
    clusterName: clusters.payments,
    principalArn,
    associatedAccessPolicy: { policyArn, accessScope: { type: 'cluster', namespaces: [] } },
  },
};

export const grantIsTold: Scenario = {
  name: 'making a role cluster admin is told at once, with rule, principal, cluster and actor',
  run: async ({ clients, inbox }) => {
    await associate(clients, principalArn, policyArn);
    await recordEksCall(clients, association);

    const alert = await inbox.next('the alert about the new cluster admin');
    assertReadable(alert);
    assertSays(alert.Subject, 'HIGH opened');
    assertSays(
      alert.Message,
      `${principalArn} is cluster admin of payments in eu-west-1.`,
      'access-entry-no-cluster-admin',
      `cluster payments, Region eu-west-1, account ${account}`,
      actor,
      'AssociateAccessPolicy at',
      'from 192.0.2.7',
      'AWS CLI',
      'AmazonEKSViewPolicy in the whole cluster',
      'AmazonEKSClusterAdminPolicy in the whole cluster',
      `aws eks disassociate-access-policy --cluster-name ${clusters.payments}`,
    );
    const { deliveryId: _, ...attributes } = attributesOf(alert);
    assert.deepEqual(attributes, {
      severity: ['HIGH'],
      ruleId: ['access-entry-no-cluster-admin'],
      cluster: ['payments'],
      region: [region],
      accountId: [account],
      transition: ['OPENED'],
      maxSeverity: 'HIGH',
    });
  },
};

export const repeatIsSilent: Scenario = {
  name: 'an event that is delivered twice is told once',
  run: async ({ clients, inbox }) => {
    await recordEksCall(clients, association);

    await inbox.staysEmpty('The same event has been told already');
  },
};

export const removalIsTold: Scenario = {
  name: 'taking cluster admin away again is told as RESOLVED, with who did it',
  run: async ({ clients, inbox }) => {
    const clusterName = clusters.payments;
    await clients.eks.send(
      new DisassociateAccessPolicyCommand({ clusterName, principalArn, policyArn }),
    );
    await recordEksCall(clients, {
      eventName: 'DisassociateAccessPolicy',
      requestParameters: {
        ...onEntry(clusterName, principalArn),
        policyArn: encodeURIComponent(policyArn),
      },
      responseElements: null,
    });

    const alert = await inbox.next('the alert about the cluster admin that is gone');
    assertReadable(alert);
    assertSays(alert.Subject, 'HIGH resolved');
    assertSays(
      alert.Message,
      `Fixed. This is no longer the case: ${principalArn} is cluster admin of payments`,
      actor,
    );
    const { transition, ruleId } = attributesOf(alert);
    assert.deepEqual(
      { transition, ruleId },
      {
        transition: ['RESOLVED'],
        ruleId: ['access-entry-no-cluster-admin'],
      },
    );
  },
};
