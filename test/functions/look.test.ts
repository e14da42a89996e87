import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLook } from '../../functions/events/look.ts';
import type { Look } from '../../shared/model/look.ts';

const text = fc.string({ unit: 'binary' });
const cluster = fc.record({ region: text, name: text });

const change = fc.record({
  actor: fc.record(
    {
      name: text,
      arn: text,
      identityCenterUser: text,
      invokedBy: text,
      via: text,
      mfa: fc.boolean(),
      sourceIpAddress: text,
      userAgent: text,
      eventId: text,
      eventName: text,
      eventTime: fc.nat(),
      region: text,
    },
    { requiredKeys: ['name', 'eventId', 'eventName', 'eventTime', 'region'] },
  ),
  claims: fc.array(fc.record({ key: text, path: text, id: text })),
});

const request = fc.oneof(
  fc.record({ kind: fc.constant('accessEntry' as const), cluster, principalArn: text }),
  fc.record(
    {
      kind: fc.constant('podIdentityAssociation' as const),
      cluster,
      associationId: text,
      serviceAccount: text,
    },
    { requiredKeys: ['kind', 'cluster', 'associationId'] },
  ),
  fc.record(
    { kind: fc.constant('role' as const), roleName: text, roleArn: text },
    { requiredKeys: ['kind', 'roleName'] },
  ),
  fc.record(
    { kind: fc.constant('user' as const), userName: text, userArn: text },
    { requiredKeys: ['kind', 'userName'] },
  ),
  fc.record(
    { kind: fc.constant('group' as const), groupName: text, groupArn: text },
    { requiredKeys: ['kind', 'groupName'] },
  ),
  fc.record({ kind: fc.constant('managedPolicy' as const), policyArn: text }),
  fc.record({ kind: fc.constant('oidcProvider' as const), providerArn: text }),
);

const part = fc.record({
  kind: fc.constantFrom(
    'nodegroup' as const,
    'fargateProfile' as const,
    'addon' as const,
    'capability' as const,
    'update' as const,
  ),
  name: text,
});

const look: fc.Arbitrary<Look> = fc.oneof(
  fc.record({ kind: fc.constant('again' as const), request, changes: fc.array(change) }),
  fc.record({
    kind: fc.constant('status' as const),
    thing: fc.record({ cluster, part }, { requiredKeys: ['cluster'] }),
    changes: fc.array(change),
    attempt: fc.nat(),
    since: fc.nat(),
  }),
  fc.constant({ kind: 'flapping' as const }),
);

test('a look is read from its message as it was written', () => {
  fc.assert(
    fc.property(look, (written) => {
      const body = JSON.stringify({ gatewatch: 'look', look: written });
      expect(parseLook(body)).toEqual(written);
    }),
  );
});

describe('what is no look of ours', () => {
  test.each([
    ['no JSON', 'look'],
    ['nothing', ''],
    ['null', 'null'],
    ['an event', '{"source":"aws.eks","detail":{}}'],
    ['an event that calls itself a look inside', '{"detail":{"gatewatch":"look"}}'],
    ['a look without its mark', '{"look":{"kind":"flapping"}}'],
    ['another message of ours', '{"gatewatch":"beat","look":{"kind":"flapping"}}'],
    ['a kind of a later release', '{"gatewatch":"look","look":{"kind":"sideways"}}'],
    [
      'a look at a whole account',
      '{"gatewatch":"look","look":{"kind":"again","request":{"kind":"iam"},"changes":[]}}',
    ],
    [
      'a look that does not say why',
      '{"gatewatch":"look","look":{"kind":"again","request":{"kind":"role","roleName":"ci"}}}',
    ],
  ])('is told by %s', (_, body) => {
    expect(parseLook(body)).toBeUndefined();
  });
});
