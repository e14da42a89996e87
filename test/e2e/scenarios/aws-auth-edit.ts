import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { assertReadable, assertSays, attributesOf } from '../alerts.ts';
import { recordRequest } from '../audit-log.ts';
import { callerOf } from '../caller.ts';
import { actor } from '../cloud-trail.ts';
import { clusters } from '../estate.ts';
import { mappings, reader } from '../kubernetes.ts';
import { account, region } from '../place.ts';
import type { Scenario } from '../scenario.ts';

const rolearn = `arn:aws:iam::${account}:role/developer`;
const added = { rolearn, username: 'developer', groups: ['system:masters'] };

export const mappingIsTold: Scenario = {
  name: 'a mapping that is written into aws-auth is told by way of the audit log, with who wrote it, whom it lets in as what, and how to take it back',
  run: async ({ clients, endpoint, inbox, kubernetes }) => {
    const auditID = randomUUID();
    const object = kubernetes.writeAwsAuth([...mappings, added]);

    await recordRequest(clients, { auditID, verb: 'patch', object });

    const alert = await inbox.next('the alert about the mapping');
    assertReadable(alert);
    assertSays(alert.Subject, 'HIGH opened: role/developer is in system:masters of legacy');
    assertSays(
      alert.Message,
      `What ${rolearn} is in system:masters of legacy in eu-west-1.`,
      `Where cluster legacy, Region eu-west-1, account ${account}`,
      `Who ${actor} arn:aws:iam::${account}:role/platform patch configmaps kube-system/aws-auth at`,
      'from 192.0.2.7 with kubectl/v1.34.2',
      `event ${auditID} in the audit log of legacy in eu-west-1`,
      'Members of system:masters may do anything',
      'Evidence groups: ["system:masters"]',
      `eksctl delete iamidentitymapping --cluster legacy --region eu-west-1 --arn ${rolearn}`,
    );
    const { deliveryId: _, ...attributes } = attributesOf(alert);
    assert.deepEqual(attributes, {
      severity: ['HIGH'],
      ruleId: ['aws-auth-no-system-masters'],
      cluster: [clusters.legacy],
      region: [region],
      accountId: [account],
      transition: ['OPENED'],
      maxSeverity: 'HIGH',
    });
    const { token = '' } = kubernetes.requests.at(-1) ?? {};
    assertSays(await callerOf(endpoint, clusters.legacy, token), `:assumed-role/${reader}/`);
  },
};

export const mappingGoneIsTold: Scenario = {
  name: 'taking the mapping out again is told as RESOLVED, with who did it',
  run: async ({ clients, inbox, kubernetes }) => {
    const object = kubernetes.writeAwsAuth(mappings);

    await recordRequest(clients, { auditID: randomUUID(), verb: 'update', object });

    const alert = await inbox.next('the alert about the mapping that is gone');
    assertReadable(alert);
    assertSays(alert.Subject, 'HIGH resolved');
    assertSays(
      alert.Message,
      `Fixed. This is no longer the case: ${rolearn} is in system:masters of legacy`,
      `Fixed by ${actor} arn:aws:iam::${account}:role/platform update configmaps kube-system/aws-auth at`,
    );
    await inbox.staysEmpty('The edits have been told already');
  },
};
