import { describe, expect, it } from 'vitest';
import type { AccessOf, WhoCan } from '../../../shared/model/who-can.ts';
import { renderAccess, renderAccessJson } from '../../../shared/report/access-of.ts';
import { renderWhoCan, renderWhoCanJson } from '../../../shared/report/who-can.ts';

const cluster = { region: 'eu-west-1', name: 'payments' };
const none = { unread: [], unknown: [] };
const rule = { kind: 'rule', name: 'get on secrets' } as const;
const answer: WhoCan = {
  cluster,
  ways: [
    {
      who: 'arn:aws:iam::012345678901:role/ci',
      reach: { kind: 'cluster' },
      chain: [{ kind: 'access entry', name: 'STANDARD' }, { kind: 'group', name: 'ops' }, rule],
    },
    {
      who: 'arn:aws:iam::012345678901:role/ci',
      reach: { kind: 'namespaces', namespaces: ['shop', 'dev-*'] },
      names: ['db', 'tls'],
      chain: [{ kind: 'binding', name: 'RoleBinding shop/ci' }, rule],
    },
    { who: 'group:system:authenticated', reach: { kind: 'cluster' }, chain: [rule] },
  ],
  gaps: { unread: ['k8s-roles eu-west-1/payments: 403'], unknown: ['whoever created it'] },
};

describe('who can, as text', () => {
  it('has everybody once, each chain, and what is missing', () => {
    const report = { asked: 'who-can get secrets', clusters: [answer], unread: ['clusters x: no'] };
    expect(renderWhoCan(report, 100)).toBe(`who-can get secrets in payments in eu-west-1

arn:aws:iam::012345678901:role/ci
    everywhere: access entry STANDARD → group ops → get on secrets
    in shop, dev-*, only db, tls: RoleBinding shop/ci → get on secrets
group:system:authenticated (everybody who is let in)
    everywhere: get on secrets

2 names

Unread
  k8s-roles eu-west-1/payments: 403

Not known
  whoever created it

Unread
  clusters x: no
`);
  });

  it('says that nobody can, as far as was read', () => {
    const report = {
      asked: 'who-can get x',
      clusters: [{ cluster, ways: [], gaps: none }],
      unread: [],
    };
    expect(renderWhoCan(report, 20)).toBe(
      'who-can get x in payments in eu-west-1\n\nNobody, as far as was read\n\n0 names\n',
    );
  });

  it('spells out what would not be seen', () => {
    const ways = [{ who: 'user:\u001b[2K', reach: { kind: 'cluster' as const }, chain: [rule] }];
    const report = { asked: 'a\nb', clusters: [{ cluster, ways, gaps: none }], unread: [] };
    const text = renderWhoCan(report, 100);
    expect(text).toContain('user:\\u{1b}[2K\n');
    expect(text).toContain('a\\nb in payments');
  });

  const longChain = [
    { kind: 'access entry', name: 'STANDARD' },
    { kind: 'group', name: 'shop:developers' },
    { kind: 'binding', name: 'RoleBinding shop/developers' },
    { kind: 'role', name: 'ClusterRole view' },
    rule,
  ] as const;

  it.each([
    [
      'sixty characters at least',
      20,
      `    everywhere: access entry STANDARD → group
    shop:developers → RoleBinding shop/developers →
    ClusterRole view → get on secrets
`,
    ],
    [
      'a hundred and twenty at most',
      500,
      `    everywhere: access entry STANDARD → group shop:developers → RoleBinding shop/developers → ClusterRole view → get on
    secrets
`,
    ],
  ])('has lines of %s', (_, width, lines) => {
    const ways = [{ who: 'ci', reach: { kind: 'cluster' as const }, chain: longChain }];
    const report = {
      asked: 'who-can get secrets',
      clusters: [{ cluster, ways, gaps: none }],
      unread: [],
    };
    expect(renderWhoCan(report, width)).toBe(
      `who-can get secrets in payments in eu-west-1\n\nci\n${lines}\n1 name\n`,
    );
  });

  it('says who is in the groups that nobody is put into by name', () => {
    const groups = ['authenticated', 'unauthenticated', 'serviceaccounts', 'masters'];
    const ways = groups.map((name) => ({
      who: `group:system:${name}`,
      reach: { kind: 'cluster' as const },
      chain: [rule],
    }));
    const report = { asked: 'x', clusters: [{ cluster, ways, gaps: none }], unread: [] };
    const lines = renderWhoCan(report, 100).split('\n');
    expect(lines.filter((line) => line.startsWith('group:'))).toEqual([
      'group:system:authenticated (everybody who is let in)',
      'group:system:unauthenticated (everybody who is not)',
      'group:system:serviceaccounts (every service account)',
      'group:system:masters',
    ]);
  });

  it('has an answer for each cluster, an empty line between them', () => {
    const empty = { cluster, ways: [], gaps: none };
    const other = { ...empty, cluster: { region: 'eu-central-1', name: 'shop' } };
    const report = { asked: 'who-can get x', clusters: [empty, other], unread: [] };
    expect(renderWhoCan(report, 100)).toBe(`who-can get x in payments in eu-west-1

Nobody, as far as was read

0 names

who-can get x in shop in eu-central-1

Nobody, as far as was read

0 names
`);
  });

  it('is the same as JSON', () => {
    const report = { asked: 'who-can get secrets', clusters: [answer], unread: [] };
    expect(JSON.parse(renderWhoCanJson(report))).toEqual(report);
  });
});

describe('access, as text', () => {
  const access: AccessOf = {
    cluster,
    letInBy: [{ kind: 'access entry', name: 'STANDARD' }],
    matrices: [
      { reach: { kind: 'cluster' }, rows: [] },
      {
        reach: { kind: 'namespaces', namespaces: ['shop'] },
        rows: [{ resource: 'secrets', verbs: ['get'], someVerbs: ['list'] }],
      },
    ],
    rules: [{ reach: { kind: 'namespaces', namespaces: ['shop'] }, chain: [rule] }],
    gaps: none,
  };

  it('is a table for each place where there is something, and the rules', () => {
    const report = { who: 'ci', clusters: [access], unread: [] };
    expect(renderAccess(report, ['get', 'list', 'watch'], 100)).toBe(
      `ci in payments in eu-west-1
let in by access entry STANDARD

in shop
                          get     list    watch
  secrets                 yes     some    -

Rules
  in shop: get on secrets
`,
    );
  });

  it('keeps to the columns, and says all that lets them in and what nobody knows', () => {
    const wide: AccessOf = {
      cluster,
      letInBy: [
        { kind: 'access entry', name: 'STANDARD' },
        { kind: 'binding', name: 'ClusterRoleBinding ops' },
      ],
      matrices: [
        {
          reach: { kind: 'cluster' },
          rows: [
            { resource: 'pods', verbs: [], someVerbs: [] },
            { resource: 'secrets', verbs: ['get', 'watch'], someVerbs: ['get'] },
          ],
        },
      ],
      rules: [{ reach: { kind: 'cluster' }, chain: [rule] }],
      gaps: { unread: [], unknown: ['whoever created it'] },
    };
    const report = { who: 'ci', clusters: [wide, wide], unread: [] };
    const each = `ci in payments in eu-west-1
let in by access entry STANDARD, ClusterRoleBinding ops

everywhere
                          get     watch
  pods                    -       -
  secrets                 yes     yes

Rules
  everywhere: get on secrets

Not known
  whoever created it
`;
    expect(renderAccess(report, ['get', 'watch'], 100)).toBe(`${each}\n${each}`);
  });

  it.each([
    ['sixty characters at least', 20, 60],
    ['as many as the page has', 90, 90],
    ['a hundred and twenty at most', 500, 120],
  ])('has lines of %s', (_, width, most) => {
    const unread = ['a '.repeat(200).trim()];
    const [, , ...lines] = renderAccess({ who: 'ci', clusters: [], unread }, [], width).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBe(most - 1);
  });

  it('says that there is nothing, and what could not be read', () => {
    const bare = {
      cluster,
      letInBy: [],
      matrices: [],
      rules: [],
      gaps: { ...none, unread: ['x: no'] },
    };
    const report = { who: 'group:a', clusters: [bare], unread: ['clusters y: no'] };
    expect(renderAccess(report, ['get'], 100)).toBe(
      'group:a in payments in eu-west-1\n\nNothing, as far as was read\n\nUnread\n  x: no\n\nUnread\n  clusters y: no\n',
    );
  });

  it('is the same as JSON', () => {
    const report = { who: 'ci', clusters: [access], unread: [] };
    expect(JSON.parse(renderAccessJson(report))).toEqual(report);
  });
});
