import assert from 'node:assert/strict';
import { DeleteRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { assertReadable, assertSays, attributesOf } from '../alerts.ts';
import { actor, recordIamCall } from '../cloud-trail.ts';
import { ordersTrust, roles } from '../estate.ts';
import { putPolicy } from '../iam.ts';
import { account } from '../place.ts';
import type { Scenario } from '../scenario.ts';
import { allow, trustOfServiceAccount } from '../trusts.ts';

export const openTrustIsTold: Scenario = {
  name: 'a trust policy that any service account meets is told, through the forwarder in the IAM Region, with what the role has come to be allowed',
  run: async ({ clients, inbox, estate }) => {
    // No event tells of it; the event about the trust has the whole role read.
    const Resource = `arn:aws:iam::${account}:role/*`;
    await putPolicy(clients, roles.orders, allow('iam:AttachRolePolicy', { Resource }));
    const PolicyDocument = trustOfServiceAccount(estate.issuer, { aud: ordersTrust.aud });
    await clients.iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName: 'orders', PolicyDocument }),
    );
    await recordIamCall(clients, {
      eventName: 'UpdateAssumeRolePolicy',
      requestParameters: { roleName: 'orders', policyDocument: PolicyDocument },
      responseElements: null,
    });

    const alert = await inbox.next('the alert about the trust policy');
    assertReadable(alert);
    assertSays(alert.Subject, 'CRITICAL opened');
    assertSays(
      alert.Message,
      `may assume ${roles.orders}.`,
      actor,
      'aws iam update-assume-role-policy --role-name orders',
      `${roles.orders}, the role of service accounts by IRSA, can attach a policy to its own role.`,
    );
    const { severity, ruleId, region } = attributesOf(alert);
    assert.deepEqual(
      { severity, ruleId, region },
      {
        severity: ['CRITICAL', 'HIGH'],
        ruleId: ['irsa-trust-subject-required', 'workload-role-no-privilege-escalation'],
        region: ['global'],
      },
    );
  },
};

export const deletedRoleIsTold: Scenario = {
  name: 'deleting a role that has an access entry is told',
  run: async ({ clients, inbox }) => {
    await clients.iam.send(new DeleteRoleCommand({ RoleName: 'contractor' }));
    await recordIamCall(clients, {
      eventName: 'DeleteRole',
      requestParameters: { roleName: 'contractor' },
      responseElements: null,
    });

    const alert = await inbox.next('the alert about the deleted role');
    assertReadable(alert);
    assertSays(alert.Message, `${roles.contractor} does not exist`, actor);
    const { severity, ruleId, cluster } = attributesOf(alert);
    assert.deepEqual(
      { severity, ruleId, cluster },
      {
        severity: ['LOW'],
        ruleId: ['access-entry-principal-exists'],
        cluster: ['payments'],
      },
    );
  },
};
