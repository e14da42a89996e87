import { describe, expect, test } from 'vitest';
import { decideAssumeRole } from '../../../shared/iam/assume-role.ts';
import { contextOf } from '../../../shared/iam/context.ts';
import type { Caller } from '../../../shared/iam/decision.ts';
import type { PrincipalElement } from '../../../shared/model/policy-document.ts';
import { actions, services, statement } from '../../support/iam.ts';

const roleArn = 'arn:aws:iam::111122223333:role/target';
const ann = 'arn:aws:iam::111122223333:user/ann';

describe('decideAssumeRole', () => {
  test('a service needs the trust policy alone', () => {
    const pods = services('pods.eks.amazonaws.com');
    const asked = trusting(pods, { type: 'Service', service: 'pods.eks.amazonaws.com' });
    expect(asked.decision).toEqual({
      outcome: 'allowed',
      deciding: [{ policy: 'trust policy', statement: 'statement 1', source: asked.source }],
      conditions: [],
    });
  });

  test('trust in the account leaves it to policies of the caller, and says so where they were not read', () => {
    const asked = trusting(aws('arn:aws:iam::111122223333:root'), { type: 'AWS', arn: ann });
    expect(asked.decision).toEqual({
      outcome: 'conditional',
      deciding: [{ policy: 'trust policy', statement: 'statement 1', source: asked.source }],
      conditions: [],
      assumes: [`a policy of ${ann} allows sts:AssumeRole on ${roleArn}`],
    });
  });
});

function aws(...values: readonly string[]): PrincipalElement {
  return { negated: false, everyone: false, byType: { AWS: values } };
}

function trusting(principals: PrincipalElement, caller: Caller) {
  const source = statement({ principals, actions: actions('sts:AssumeRole') });
  const document = { version: '2012-10-17', statements: [source] };
  const decision = decideAssumeRole({
    trust: { name: 'trust policy', document },
    roleArn,
    caller,
    action: 'sts:AssumeRole',
    context: contextOf({}),
  });
  return { source, decision };
}
