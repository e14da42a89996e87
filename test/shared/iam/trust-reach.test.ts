import { describe, expect, test } from 'vitest';
import { type Admission, type TrustReach, trustReaches } from '../../../shared/iam/trust-reach.ts';
import type {
  Condition,
  PrincipalElement,
  Statement,
} from '../../../shared/model/policy-document.ts';
import { actions, condition, everyone, federated, services, statement } from '../../support/iam.ts';

const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/A';
const provider = `arn:aws:iam::012345678901:oidc-provider/${issuer}`;
const second = 'oidc-eks.us-east-1.api.aws/id/B';
const secondProvider = `arn:aws:iam::012345678901:oidc-provider/${second}`;
const github = 'token.actions.githubusercontent.com';
const githubProvider = `arn:aws:iam::012345678901:oidc-provider/${github}`;
const [sub, aud] = [`${issuer}:sub`, `${issuer}:aud`];
const roleArn = 'arn:aws:iam::012345678901:role/reader';
const byTag = ['system:serviceaccount:$', '{aws:PrincipalTag/namespace}:app'].join('');
const nameByTag = ['system:serviceaccount:auth:$', '{aws:PrincipalTag/name}'].join('');

describe('which service accounts pass', () => {
  test.each([
    ['one by its name', [equals('pay:app')], ['pay:app']],
    [
      'a pattern, by short and long names',
      [like('pay:*')],
      ['pay:any-name, name open', 'pay:x, name open', 'pay:x…, name open'],
    ],
    [
      'a namespace that is open',
      [like('*:app')],
      ['any-namespace:app, namespace open', 'x:app, namespace open', 'x…:app, namespace open'],
    ],
    [
      'a name that spells the usual stranger',
      [like('box:*')],
      ['box:any-name, name open', 'box:z, name open', 'box:z…, name open'],
    ],
    [
      'a pattern over the colon',
      [like('pay*')],
      [
        'pay:any-name, name open',
        'pay:x, name open',
        'pay:x…, name open',
        'payx:any-name, namespace open, name open',
        'payx:x, namespace open, name open',
        'payx…:x…, namespace open, name open',
      ],
    ],
    [
      'what a negation leaves of a pattern',
      [like('pay:*'), condition('StringNotLike', sub, '*:?', '*:any*')],
      ['pay:x…, name open'],
    ],
    ['nobody under a negation of everybody', [condition('StringNotLike', sub, '*')], []],
    [
      'the sure before the conditional',
      [condition('StringLike', sub, nameByTag, byTag, 'system:serviceaccount:pay:web')],
      [
        'pay:web',
        'auth:any-name, name open, conditional',
        'auth:x, name open, conditional',
        'auth:x…, name open, conditional',
        'any-namespace:app, namespace open, conditional',
        'x:app, namespace open, conditional',
        'x…:app, namespace open, conditional',
      ],
    ],
    [
      'names under an audience',
      [equals('pay:app'), condition('StringEquals', aud, 'other')],
      ['pay:app for other'],
    ],
    [
      'names under an audience that is open',
      [equals('pay:app'), condition('StringLike', aud, 'a*')],
      ['pay:app for a'],
    ],
    [
      'names under the audience that is surest',
      [equals('pay:app'), condition('StringEquals', aud, ['$', '{aws:a}'].join(''), 'other')],
      ['pay:app for other'],
    ],
    ['nobody without an audience', [equals('pay:app'), condition('Null', aud, 'true')], []],
  ])('%s', (_, conditions, expected) => {
    expect(reachOf(irsa(conditions)).admissions.map(short)).toEqual(expected);
  });

  test('those whom no Deny of the document refuses', () => {
    const allow = irsa([condition('StringLike', sub, 'system:serviceaccount:pay:*')]);
    const denied = {
      ...irsa([condition('StringNotLike', sub, '*:app', '*:web')]),
      effect: 'Deny' as const,
    };
    const elsewhere = { ...denied, principals: federated(secondProvider), conditions: [] };
    expect(reachOf(allow, denied, elsewhere).admissions.map(short)).toEqual(['pay:app', 'pay:web']);
  });

  test('other Allow statements of the document are judged by themselves', () => {
    expect(reachOf(irsa([equals('pay:app')]), irsa([])).everySubject).toBeUndefined();
  });
});

describe('whether every subject passes', () => {
  test.each([
    ['without conditions', [], 'any-namespace:any-name, namespace open, name open'],
    ['a pattern of all', [like('*:*')], 'any-namespace:any-name, namespace open, name open'],
    [
      'a pattern of all beside one of some',
      [
        condition(
          'StringLike',
          sub,
          'system:serviceaccount:a:*',
          'system:serviceaccount:*:a',
          'system:serviceaccount:*',
        ),
      ],
      'any-namespace:any-name, namespace open, name open',
    ],
    [
      'only under a condition',
      [condition('ArnLike', sub, '*')],
      'any-namespace:any-name, namespace open, name open, conditional',
    ],
    [
      'a negation that spells the words for it',
      [condition('StringNotLike', sub, '*any*')],
      'x:x, namespace open, name open',
    ],
    ['not those of one letter', [condition('StringNotLike', sub, '*:?')], undefined],
    ['not those of many letters', [like('?:*')], undefined],
    ['not all names', [like('*:*-reader')], undefined],
  ])('%s', (_, conditions, expected) => {
    const { everySubject } = reachOf(irsa(conditions));
    expect(everySubject && short(everySubject)).toBe(expected);
  });

  test('a Deny of some leaves the others in', () => {
    const denied = { ...irsa([like('kube-system:*')]), effect: 'Deny' as const };
    expect(reachOf(irsa([]), denied).everySubject).toBeDefined();
  });

  const open = 'namespace open, name open';

  test.each([
    [
      'where a Deny may be of some',
      [condition('StringLike', sub, byTag)],
      `any-namespace:any-name, ${open}`,
    ],
    ['where a Deny of short ones may hold', guarded('*:?'), `x:x, ${open}, conditional`],
    [
      'where a Deny of long ones may hold',
      guarded('*:??*'),
      `any-namespace:any-name, ${open}, conditional`,
    ],
    [
      'where a Deny of short names in long namespaces may hold',
      guarded('*??:?'),
      `x…:x, ${open}, conditional`,
    ],
    ['the first of several', guarded('*??:?', '?:??*'), `x:x…, ${open}, conditional`],
  ])('as surely as the least sure, %s', (_, denied, expected) => {
    const deny = { ...irsa(denied), effect: 'Deny' as const };
    const { everySubject } = reachOf(irsa([]), deny);
    expect(everySubject && short(everySubject)).toBe(expected);
  });
});

describe('whether a token without a subject would pass', () => {
  test.each([
    ['StringEquals', false],
    ['StringEqualsIfExists', true],
    ['ForAllValues:StringEquals', true],
    ['ForAnyValue:StringEquals', false],
  ])('%s: %s', (operator, expected) => {
    const { noSubject } = reachOf(
      irsa([condition(operator, sub, 'system:serviceaccount:pay:app')]),
    );
    expect(noSubject !== undefined).toBe(expected);
  });

  test('then it is as good as one of any name', () => {
    const judged = irsa([condition('StringLikeIfExists', sub, 'system:serviceaccount:pay:app')]);
    expect(reachOf(judged).noSubject).toStrictEqual({
      token: { provider, issuer, aud: 'sts.amazonaws.com' },
      decision: {
        outcome: 'allowed',
        deciding: [{ policy: 'trust policy', statement: 'statement 1', source: judged }],
        conditions: [],
      },
      namespaceOpen: true,
      nameOpen: true,
    });
  });
});

describe('whether an audience passes that no condition names', () => {
  test.each([
    ['none is named', [equals('pay:app')], 'any-audience'],
    ['one is named', [equals('pay:app'), condition('StringEquals', aud, 'other')], undefined],
    ['all are', [equals('pay:app'), condition('StringLike', aud, '*')], 'any-audience'],
    [
      'one is excluded',
      [equals('pay:app'), condition('StringNotEquals', aud, 'any-audience')],
      'x',
    ],
    ['nobody gets in', [condition('StringNotLike', sub, '*')], undefined],
  ])('%s', (_, conditions, expected) => {
    expect(reachOf(irsa(conditions)).anyAudience?.token.aud).toBe(expected);
  });
});

test('an audience that passes for one of its subjects only', () => {
  const both = ['system:serviceaccount:pay:app', 'system:serviceaccount:pay:web'];
  const denied = {
    ...irsa([equals('pay:app'), condition('StringNotEquals', aud, 'sts.amazonaws.com')]),
    effect: 'Deny' as const,
  };
  const { anyAudience } = reachOf(irsa([condition('StringEquals', sub, ...both)]), denied);
  expect(anyAudience && short(anyAudience)).toBe('pay:web for any-audience');
});

test('nothing is said of what does not pass', () => {
  const judged = irsa([condition('StringNotLike', sub, '*'), condition('Null', sub, 'false')]);
  expect(reachOf(judged)).toStrictEqual({
    ...{ provider, issuer, everybody: false },
    ...{ admissions: [], complete: true },
  });
});

describe('whose tokens a statement is about', () => {
  const byToken = actions('sts:AssumeRoleWithWebIdentity');
  const unknown = 'arn:aws:iam::012345678901:oidc-provider/OIDC_ISSUER';
  const of = (principals: PrincipalElement, conditions: readonly Condition[] = []) =>
    statement({ principals, actions: byToken, conditions });

  test.each([
    ['clusters', of(federated(provider, secondProvider)), [provider, secondProvider]],
    ['a cluster named twice', of(federated(provider, provider)), [provider]],
    ['no other providers', of(federated(githubProvider)), []],
    ['no services', of(services('ec2.amazonaws.com')), []],
    ['nobody where it denies', { ...of(federated(provider)), effect: 'Deny' as const }, []],
    ['anybody', of(everyone), [unknown]],
    [
      'nobody with an empty subject',
      of(everyone, [condition('StringEquals', `${github}:sub`, '')]),
      [],
    ],
    [
      'a subject in letters of either case',
      of(everyone, [condition('StringEquals', `${github}:sub`, 'repo:Acme/App')]),
      [githubProvider],
    ],
    ['anybody in some other way', of(everyone, [condition('Bool', 'aws:a', 'true')]), [unknown]],
    ['anybody but one', of({ ...federated(provider), negated: true }), [unknown]],
    [
      'anybody, and issuers that its conditions name',
      of(everyone, [condition('StringEquals', `${github}:sub`, 'a'), equals('pay:app')]),
      [],
    ],
    [
      'anybody, and clusters named beside',
      of(federated('*', provider), [condition('StringLikeIfExists', sub.toUpperCase(), '*')]),
      [provider, unknown],
    ],
    [
      'anybody whose tokens carry a claim',
      of(everyone, [
        condition('StringLike', `${github}:sub`, 'repo:a/*'),
        condition('StringLike', `${github}:sub`, '*:main'),
      ]),
      [githubProvider],
    ],
  ])('%s', (_, judged, expected) => {
    const found = trustReaches(roleArn, judged, { statements: [judged] });
    const entering = found.filter(({ admissions }) => admissions.length > 0);
    expect(entering.map((reach) => reach.provider)).toEqual(expected);
  });

  test('for everybody each issuer is but one of those it may mean', () => {
    const named = of(everyone, [condition('StringLike', `${github}:sub`, 'repo:a/*')]);
    const found = trustReaches(roleArn, named, { statements: [named] });
    expect(
      found.map(({ issuer: name, everybody, admissions }) => [
        name,
        everybody,
        admissions.map(({ token }) => token.sub),
      ]),
    ).toEqual([
      [github, true, ['repo:a/', 'repo:a/x', `repo:a/${'x'.repeat(9)}`]],
      ['OIDC_ISSUER', true, []],
    ]);
  });

  test('any subject of an issuer that nobody names', () => {
    const open = of(everyone);
    const [reach] = trustReaches(roleArn, open, { statements: [open] });
    expect(reach?.everySubject?.token).toEqual({
      provider: unknown,
      issuer: 'OIDC_ISSUER',
      sub: 'any-subject',
      aud: 'sts.amazonaws.com',
    });
  });
});

test('a Deny lets nobody in of any issuer', () => {
  const denied = { ...irsa([]), effect: 'Deny' as const };
  expect(trustReaches(roleArn, denied, { statements: [denied] })).toEqual([]);
});

test('the same statement of the same document is looked at once', () => {
  const [one, other] = [irsa([]), irsa([equals('pay:app')])];
  const document = { statements: [one, other] };
  expect(trustReaches(roleArn, one, document)).toBe(trustReaches(roleArn, one, document));
  expect(trustReaches(roleArn, other, document)).not.toBe(trustReaches(roleArn, one, document));
});

test('conditions that are too many to try', () => {
  const many = Array.from({ length: 60 }, (_, index) => `*a*${index}*b*c*d*e`);
  const [patterns, hard] = [
    condition('StringLike', sub, ...many),
    condition('StringLike', aud, ...many),
  ];
  const complete = [[equals('pay:app')], [patterns, patterns], [hard, hard]].map(
    (conditions) => reachOf(irsa(conditions)).complete,
  );
  expect(complete).toEqual([true, false, false]);
});

function reachOf(judged: Statement, ...others: readonly Statement[]): TrustReach {
  const document = { version: '2012-10-17', statements: [judged, ...others] };
  const [reach, ...more] = trustReaches(roleArn, judged, document);
  expect(more).toEqual([]);
  expect(reach).toMatchObject({ provider, issuer, everybody: false });
  if (reach === undefined) throw new Error('not about tokens of a cluster');
  return reach;
}

function irsa(conditions: readonly Condition[]): Statement {
  return statement({
    principals: federated(provider),
    actions: actions('sts:AssumeRoleWithWebIdentity'),
    conditions,
  });
}

function equals(account: string): Condition {
  return condition('StringEquals', sub, `system:serviceaccount:${account}`);
}

function like(account: string): Condition {
  return condition('StringLike', sub, `system:serviceaccount:${account}`);
}

function guarded(...accounts: readonly string[]): readonly Condition[] {
  const patterns = accounts.map((account) => `system:serviceaccount:${account}`);
  return [condition('StringLike', sub, ...patterns), condition('Bool', 'aws:a', 'true')];
}

function short({ token, decision, namespaceOpen, nameOpen }: Admission): string {
  const audience = token.aud === 'sts.amazonaws.com' ? '' : ` for ${token.aud}`;
  return [
    `${token.sub?.replace('system:serviceaccount:', '').replaceAll(/(x|z)\1{4,}/g, '$1…')}${audience}`,
    ...(namespaceOpen ? ['namespace open'] : []),
    ...(nameOpen ? ['name open'] : []),
    ...(decision.outcome === 'allowed' ? [] : [decision.outcome]),
  ].join(', ');
}
