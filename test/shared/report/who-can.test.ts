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
