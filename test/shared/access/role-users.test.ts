import { describe, expect, test } from 'vitest';
import type { RoleUse } from '../../../shared/access/role-use.ts';
import { usersText } from '../../../shared/access/role-users.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import { factsFrom } from '../../support/facts.ts';
import { condition, role } from '../../support/iam.ts';
import { trusting } from '../../support/policies.ts';

const arn = 'arn:aws:iam::012345678901:role/api';
const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE';
const provider = `arn:aws:iam::012345678901:oidc-provider/${issuer}`;
const cluster = { region: 'eu-west-1', name: 'payments' };

describe('usersText', () => {
  test('names the service account of an association, and of a target role', () => {
    expect(textOf([association('api'), association('worker', 'target')])).toBe(
      'service account payments/api of payments in eu-west-1 and service account payments/worker of payments in eu-west-1',
    );
  });

  test('names a capability', () => {
    expect(textOf([{ kind: 'capability', cluster, capability: 'argocd' }])).toBe(
      'capability argocd of payments in eu-west-1',
    );
  });

  test('names the first three, and how many more', () => {
    const uses = ['e', 'd', 'c', 'b', 'a'].map((name) => association(name));
    const three = ['a', 'b', 'c']
      .map((name) => `service account payments/${name} of payments in eu-west-1`)
      .join(' and ');
    expect(textOf(uses)).toBe(`${three} and 2 more`);
    expect(textOf(uses.slice(2))).toBe(three);
  });

  test('names a service account once, however it comes by the role', () => {
    expect(textOf([association('api'), association('api', 'target')])).toBe(
      'service account payments/api of payments in eu-west-1',
    );
  });

  test('does not name the trust in Pod Identity beside its associations', () => {
    expect(textOf([association('api'), { kind: 'pod-identity' }])).toBe(
      'service account payments/api of payments in eu-west-1',
    );
    expect(textOf([{ kind: 'pod-identity' }])).toBe('any Pod Identity association');
  });

  test('names the subjects that an IRSA trust names', () => {
    const trust = [
      trusted(condition('StringEquals', `${issuer}:sub`, subject('api'), subject('batch'))),
      trusted(condition('StringLike', `${issuer}:SUB`, subject('worker-*'))),
    ];
    expect(textOf([{ kind: 'irsa' }], trust)).toBe(
      'service account payments/api by IRSA and service account payments/batch by IRSA and service account payments/worker-* by IRSA',
    );
  });

  test.each([
    ['a trust without conditions', trusted()],
    [
      'a condition that shuts a subject out',
      trusted(condition('StringNotEquals', `${issuer}:sub`, subject('api'))),
    ],
    ['a condition on presence', trusted(condition('Null', `${issuer}:sub`, 'false'))],
    [
      'a condition on the audience',
      trusted(condition('StringEquals', `${issuer}:aud`, subject('api'))),
    ],
    [
      'a subject of another form',
      trusted(
        condition(
          'StringLike',
          `${issuer}:sub`,
          'system:serviceaccount:*',
          'a system:serviceaccount:a:b',
          'system:serviceaccount:a:b:c',
        ),
      ),
    ],
    [
      'a Deny',
      {
        ...trusted(condition('StringEquals', `${issuer}:sub`, subject('api'))),
        effect: 'Deny' as const,
      },
    ],
    [
      'another provider',
      trusting(
        {
          Federated: [
            'arn:aws:iam::012345678901:oidc-provider/token.actions.githubusercontent.com',
          ],
        },
        ['sts:AssumeRoleWithWebIdentity'],
        condition('StringEquals', 'token.actions.githubusercontent.com:sub', subject('api')),
      ),
    ],
    [
      'an AWS principal',
      trusting({ AWS: ['*'] }, [], condition('StringEquals', `${issuer}:sub`, subject('api'))),
    ],
    [
      'no principal',
      {
        effect: 'Allow' as const,
        conditions: [condition('StringEquals', `${issuer}:sub`, subject('api'))],
      },
    ],
  ])('names nobody by %s', (_, statement) => {
    expect(textOf([{ kind: 'irsa' }], [statement])).toBe('service accounts by IRSA');
  });

  test('names nobody by a trust that is gone or was not read, and the verdict stays complete', () => {
    expect(textOf([{ kind: 'irsa' }], 'absent')).toBe('service accounts by IRSA');
    const { facts, incomplete } = factsFrom({});
    expect(usersText({ role: role(arn), uses: [{ kind: 'irsa' }] }, facts)).toBe(
      'service accounts by IRSA',
    );
    expect(incomplete()).toBeUndefined();
  });
});

function textOf(uses: readonly RoleUse[], trust: readonly Statement[] | 'absent' = []): string {
  return usersText({ role: role(arn), uses }, factsFrom({ trustPolicies: { [arn]: trust } }).facts);
}

function association(
  serviceAccount: string,
  kind: 'association' | 'target' = 'association',
): RoleUse {
  return { kind, cluster, namespace: 'payments', serviceAccount };
}

function subject(name: string): string {
  return `system:serviceaccount:payments:${name}`;
}

function trusted(...conditions: readonly ReturnType<typeof condition>[]): Statement {
  return trusting({ Federated: [provider] }, ['sts:AssumeRoleWithWebIdentity'], ...conditions);
}
