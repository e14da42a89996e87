import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absent, present, unread } from '../../../shared/model/fact.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { isList } from '../../../shared/model/fact-list.ts';
import {
  differences,
  type ValueChange,
  valueFrom,
  valuesOf,
  withChanges,
} from '../../../shared/model/value-change.ts';
import { arbitraryFacts } from '../../support/arbitrary-estates.ts';
import { prodRef, roleArn } from '../../support/estate.ts';

const ci = roleArn('ci');
const entryKey = factKeys.accessEntry(prodRef, ci);
const policiesKey = factKeys.accessPolicies(prodRef, ci);
const rolePolicies = factKeys.rolePolicies(ci);
const trust = factKeys.trustPolicy(ci);
const provider = factKeys.oidcProvider('arn:aws:iam::012345678901:oidc-provider/example.com');
const viewArn = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';
const roleBindings = factKeys.roleBindings(prodRef);
const awsAuth = factKeys.awsAuth(prodRef);
const deployers = {
  namespace: 'shop',
  name: 'deployers',
  roleRef: { kind: 'ClusterRole', name: 'edit' },
  subjects: [{ kind: 'Group', name: 'deployers' }],
  labels: {},
} as const;
const document = { version: '2012-10-17', statements: [] };
const whole = { type: 'cluster', namespaces: [] };

describe('the values of', () => {
  it.each([
    ['something absent', entryKey, absent(1), []],
    ['something unread', entryKey, unread('denied', 1), []],
    ['something unknown', entryKey, undefined, []],
    ['a list', factKeys.accessEntries(prodRef), present([ci], 1), []],
    [
      'what EKS offers is all of it',
      factKeys.offeredAccessPolicies('eu-west-1'),
      present([viewArn], 1),
      [
        ['', true],
        ['policies', [viewArn]],
      ],
    ],
    [
      'an access entry are its members',
      entryKey,
      present({ principalArn: ci, type: 'STANDARD', kubernetesGroups: ['g'] }, 1),
      [
        ['', true],
        ['principalArn', ci],
        ['type', 'STANDARD'],
        ['kubernetesGroups', ['g']],
      ],
    ],
    [
      'access policies are the scope of each',
      policiesKey,
      present([{ policyArn: viewArn, accessScope: whole }], 1),
      [
        ['', true],
        [viewArn, whole],
      ],
    ],
    [
      "a role's policies are each by itself",
      rolePolicies,
      present(
        {
          inline: [{ name: 'a b', document }],
          attached: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
          boundary: 'arn:aws:iam::012345678901:policy/edge',
          groups: [],
        },
        1,
      ),
      [
        ['', true],
        ['inline a b', { name: 'a b', document }],
        ['attached arn:aws:iam::aws:policy/ReadOnlyAccess', true],
        ['boundary', 'arn:aws:iam::012345678901:policy/edge'],
      ],
    ],
    [
      "a user's groups are each by itself",
      factKeys.userPolicies('arn:aws:iam::012345678901:user/u'),
      present({ inline: [], attached: [], groups: ['admins'] }, 1),
      [
        ['', true],
        ['groups admins', true],
      ],
    ],
    [
      'a trust policy is its document',
      trust,
      present(document, 1),
      [
        ['', true],
        ['document', document],
      ],
    ],
    [
      "a provider's clients are each by itself",
      provider,
      present({ arn: 'a', issuer: 'example.com', clientIds: ['sts.amazonaws.com'] }, 1),
      [
        ['', true],
        ['arn', 'a'],
        ['issuer', 'example.com'],
        ['clientIds sts.amazonaws.com', true],
      ],
    ],
    [
      'Kubernetes objects are each a whole, by namespace and name',
      roleBindings,
      present([deployers], 1),
      [
        ['', true],
        ['shop/deployers', deployers],
      ],
    ],
    [
      'Kubernetes objects of no namespace are by name',
      factKeys.namespaces(prodRef),
      present([{ name: 'shop', labels: {} }], 1),
      [
        ['', true],
        ['shop', { name: 'shop', labels: {} }],
      ],
    ],
    [
      'pods, which have no names, are all of them',
      factKeys.pods(prodRef),
      present([], 1),
      [
        ['', true],
        ['pods', []],
      ],
    ],
    [
      'aws-auth are its texts',
      awsAuth,
      present({ data: { mapRoles: 'a', mapUsers: 'b' } }, 1),
      [
        ['', true],
        ['data mapRoles', 'a'],
        ['data mapUsers', 'b'],
      ],
    ],
  ])('%s', (_, key, fact, values) => {
    expect([...valuesOf(key, fact)]).toEqual(values);
  });
});

describe('what changed in', () => {
  const entry = (members: object) =>
    present({ principalArn: ci, type: 'STANDARD', kubernetesGroups: [], ...members }, 1);
  const policies = (...attached: readonly string[]) =>
    present({ inline: [], attached, groups: [] }, 1);

  it.each([
    [
      'an entry whose groups changed',
      entryKey,
      entry({}),
      entry({ kubernetesGroups: ['g'] }),
      [['kubernetesGroups', ['g']]],
    ],
    ['an entry whose username went', entryKey, entry({ username: 'u' }), entry({}), [['username']]],
    ['an entry as it was', entryKey, entry({}), entry({}), []],
    [
      'a new entry is that, and what can be changed once it is',
      entryKey,
      absent(1),
      entry({ kubernetesGroups: ['g'], username: 'u', createdAt: 1 }),
      [
        ['', true],
        ['kubernetesGroups', ['g']],
        ['username', 'u'],
      ],
    ],
    ['an entry that is gone is that and nothing else', entryKey, entry({}), absent(1), [['']]],
    [
      'what hangs from a new thing is its elements',
      policiesKey,
      absent(1),
      present([{ policyArn: viewArn, accessScope: whole }], 1),
      [[viewArn, whole]],
    ],
    ['what hung from a thing that is gone is nothing', policiesKey, present([], 1), absent(1), []],
    ['a thing that is not there still', entryKey, absent(1), absent(2), []],
    [
      'policies of which one came and one went',
      rolePolicies,
      policies('a', 'b'),
      policies('b', 'c'),
      [['attached a'], ['attached c', true]],
    ],
    [
      'a new cluster is that and nothing else',
      factKeys.cluster(prodRef),
      absent(1),
      present({ name: 'prod', status: 'CREATING' }, 1),
      [['', true]],
    ],
    [
      'bindings of which one came, one changed and one went',
      roleBindings,
      present([{ namespace: 'shop', name: 'a' }, deployers], 1),
      present(
        [
          { namespace: 'shop', name: 'b' },
          { ...deployers, subjects: [] },
        ],
        1,
      ),
      [
        ['shop/a'],
        ['shop/deployers', { ...deployers, subjects: [] }],
        ['shop/b', { namespace: 'shop', name: 'b' }],
      ],
    ],
    [
      'aws-auth that is new is that, and its texts',
      awsAuth,
      absent(1),
      present({ data: { mapRoles: 'a' } }, 1),
      [
        ['', true],
        ['data mapRoles', 'a'],
      ],
    ],
    ['aws-auth that is gone is that', awsAuth, present({ data: {} }, 1), absent(1), [['']]],
    [
      'aws-auth with another text is that text',
      awsAuth,
      present({ data: { mapRoles: 'a', mapUsers: 'b' } }, 1),
      present({ data: { mapRoles: 'c' } }, 1),
      [['data mapRoles', 'c'], ['data mapUsers']],
    ],
  ] as const)('%s', (_, key, then, now, changes) => {
    expect(differences(key, valuesOf(key, then), valuesOf(key, now))).toEqual(
      changes.map(
        ([path, value]): ValueChange =>
          value === undefined ? { key, path } : { key, path, value },
      ),
    );
  });
});

describe('values with changes', () => {
  const values = valuesOf(entryKey, present({ principalArn: ci, kubernetesGroups: [] }, 1));

  it('have what is written and lack what is taken away', () => {
    const changes = [
      { key: entryKey, path: 'username', value: 'u' },
      { key: entryKey, path: 'kubernetesGroups' },
    ];
    expect(valueFrom(entryKey, withChanges(values, changes))).toEqual({
      principalArn: ci,
      username: 'u',
    });
  });

  it('are none of a thing that is taken away', () => {
    expect(valueFrom(entryKey, withChanges(values, [{ key: entryKey, path: '' }]))).toBeUndefined();
  });

  it('sort the elements of sets as facts have them', () => {
    const none = valuesOf(rolePolicies, present({ inline: [], attached: ['b'], groups: [] }, 1));
    const added = withChanges(none, [
      { key: rolePolicies, path: 'attached a', value: true },
      { key: rolePolicies, path: 'boundary', value: 'edge' },
      { key: rolePolicies, path: 'inline i', value: { name: 'i', document } },
    ]);
    expect(valueFrom(rolePolicies, added)).toEqual({
      inline: [{ name: 'i', document }],
      attached: ['a', 'b'],
      boundary: 'edge',
      groups: [],
    });
  });

  it('put Kubernetes objects in the order of their names', () => {
    const [a, b] = [
      { namespace: 'shop', name: 'a' },
      { namespace: 'shop', name: 'b' },
    ];
    const one = valuesOf(roleBindings, present([b], 1));
    const both = withChanges(one, [{ key: roleBindings, path: 'shop/a', value: a }]);
    expect(valueFrom(roleBindings, both)).toEqual([a, b]);
  });

  it('make aws-auth and pods again', () => {
    const data = { data: { mapRoles: 'a', 'map roles': 'b' } };
    expect(valueFrom(awsAuth, valuesOf(awsAuth, present(data, 1)))).toEqual(data);
    const pods = factKeys.pods(prodRef);
    const pod = { namespace: 'n', serviceAccountName: 'default', secretProviderClasses: [] };
    expect(valueFrom(pods, valuesOf(pods, present([pod], 1)))).toEqual([pod]);
  });

  it('of any fact make that fact again', () => {
    fc.assert(
      fc.property(arbitraryFacts(1), (facts) => {
        for (const [key, fact] of facts) {
          if (!fact.read || !('value' in fact) || isList(key)) continue;
          expect(valueFrom(key, valuesOf(key, fact))).toEqual(fact.value);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('lead from any fact to any other of its kind that is there', () => {
    fc.assert(
      fc.property(arbitraryFacts(1), arbitraryFacts(1), (before, after) => {
        for (const [key, fact] of after) {
          const [then, now] = [valuesOf(key, before.get(key)), valuesOf(key, fact)];
          if (!then.has('') || !now.has('')) continue;
          expect(new Map(withChanges(then, differences(key, then, now)))).toEqual(new Map(now));
        }
      }),
      { numRuns: 50 },
    );
  });
});
