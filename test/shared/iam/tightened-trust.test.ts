import { describe, expect, test } from 'vitest';
import { tightenedTrust } from '../../../shared/iam/tightened-trust.ts';
import { actions, condition, federated, statement } from '../../support/iam.ts';

const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/A';
const provider = `arn:aws:iam::012345678901:oidc-provider/${issuer}`;
const github = 'arn:aws:iam::012345678901:oidc-provider/token.actions.githubusercontent.com';
const loose = [{ arn: provider, issuer }];
const placeholder = 'system:serviceaccount:NAMESPACE:SERVICE_ACCOUNT';
const held = {
  Effect: 'Allow',
  Principal: { Federated: provider },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: {
    StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: placeholder },
  },
};

test('principals that are not to blame keep a statement of their own, as it was', () => {
  const mixed = statement({
    sid: 'Mixed',
    principals: {
      negated: false,
      everyone: false,
      byType: { Federated: [github, provider], AWS: ['012345678901'], Service: [] },
    },
    actions: actions('sts:*'),
    conditions: [condition('Bool', 'aws:SecureTransport', 'true')],
  });
  expect(tightenedTrust({ statements: [mixed] }, mixed, loose, 'subjects')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        ...held,
        Condition: { Bool: { 'aws:SecureTransport': 'true' }, ...held.Condition },
      },
      {
        Sid: 'Mixed',
        Effect: 'Allow',
        Principal: { Federated: github, AWS: '012345678901' },
        Action: 'sts:*',
        Condition: { Bool: { 'aws:SecureTransport': 'true' } },
      },
    ],
  });
});

test('two providers get a statement each, without the Sid that only one could have', () => {
  const second = 'oidc.eks.eu-west-1.amazonaws.com/id/B';
  const both = statement({ sid: 'Both', principals: federated(provider, `arn:${second}`) });
  const document = tightenedTrust(
    { statements: [both] },
    both,
    [...loose, { arn: `arn:${second}`, issuer: second }],
    'subjects',
  );
  expect(document).toEqual({
    Version: '2012-10-17',
    Statement: [
      held,
      {
        ...held,
        Principal: { Federated: `arn:${second}` },
        Condition: {
          StringEquals: { [`${second}:aud`]: 'sts.amazonaws.com', [`${second}:sub`]: placeholder },
        },
      },
    ],
  });
});

test('an audience is kept, and a subject that held nothing is replaced', () => {
  const open = statement({
    sid: 'Open',
    principals: federated(provider),
    actions: actions('sts:AssumeRoleWithWebIdentity'),
    conditions: [
      condition('StringLike', `${issuer.toUpperCase()}:SUB`, '*'),
      condition('StringEquals', `${issuer}:aud`, 'other'),
    ],
  });
  expect(tightenedTrust({ statements: [open] }, open, loose, 'subjects')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Open',
        ...held,
        Condition: {
          StringEquals: { [`${issuer}:aud`]: 'other', [`${issuer}:sub`]: placeholder },
        },
      },
    ],
  });
});

test.each([
  ['Federated', { Federated: ['*'] }, undefined],
  ['AWS', { AWS: ['*'] }, undefined],
  [
    'Federated, beside others',
    { Federated: ['*', github], AWS: ['012345678901'] },
    { Federated: github, AWS: '012345678901' },
  ],
  ['AWS, beside a service', { AWS: ['*'], Service: ['*'] }, { Service: '*' }],
])('what is tightened takes the place of the star of %s', (_, byType, rest) => {
  const open = statement({
    principals: { negated: false, everyone: false, byType },
    actions: actions('sts:AssumeRoleWithWebIdentity'),
  });
  const kept = {
    Effect: 'Allow',
    Principal: rest ?? {},
    Action: 'sts:AssumeRoleWithWebIdentity',
  };
  expect(tightenedTrust({ statements: [open] }, open, loose, 'subjects')).toEqual({
    Version: '2012-10-17',
    Statement: rest === undefined ? [held] : [held, kept],
  });
});

test('subjects that are named for everybody are kept', () => {
  const named = statement({
    principals: federated('*'),
    actions: actions('sts:AssumeRoleWithWebIdentity'),
    conditions: [condition('StringEquals', `${issuer}:sub`, placeholder)],
  });
  expect(tightenedTrust({ statements: [named] }, named, loose, 'subjects')).toEqual({
    Version: '2012-10-17',
    Statement: [held],
  });
});

test('a statement without principals has no others to keep', () => {
  const bare = statement({ actions: actions('sts:AssumeRoleWithWebIdentity') });
  expect(tightenedTrust({ statements: [bare] }, bare, loose, 'subjects')).toEqual({
    Version: '2012-10-17',
    Statement: [held],
  });
});

test.each([
  ['ForAllValues:StringLikeIfExists', 'StringLike'],
  ['forallvalues:StringEquals', 'StringEquals'],
  ['ForAnyValue:StringEqualsIfExists', 'StringEquals'],
])('%s becomes %s, its values kept', (operator, plain) => {
  const fragile = statement({
    principals: federated(provider),
    actions: actions('sts:AssumeRoleWithWebIdentity'),
    conditions: [
      condition('StringEquals', `${issuer}:aud`, 'sts.amazonaws.com'),
      condition(operator, `${issuer}:sub`, 'system:serviceaccount:a:b'),
      condition('StringNotEquals', `${issuer}:sub`, 'system:serviceaccount:c:d'),
    ],
  });
  const sub = { [`${issuer}:sub`]: 'system:serviceaccount:a:b' };
  const aud = { [`${issuer}:aud`]: 'sts.amazonaws.com' };
  expect(tightenedTrust({ statements: [fragile] }, fragile, loose, 'subjects')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        ...held,
        Condition:
          plain === 'StringEquals'
            ? { StringEquals: { ...aud, ...sub } }
            : { StringEquals: aud, [plain]: sub },
      },
    ],
  });
});

describe('what a statement is held to', () => {
  const [sub, aud] = [`${issuer}:sub`, `${issuer}:aud`];
  const sts = { [aud]: 'sts.amazonaws.com' };
  const app = 'system:serviceaccount:pay:app';
  const variable = ['system:serviceaccount:$', '{aws:PrincipalTag/a}:b'].join('');
  const variables = variable.replace(':b', ':${aws:PrincipalTag/b}');

  test.each([
    [
      'an audience: subjects stay as they are',
      'audience',
      [
        condition('StringLikeIfExists', sub, 'system:serviceaccount:*'),
        condition('Null', sub, 'false'),
      ],
      {
        StringLikeIfExists: { [sub]: 'system:serviceaccount:*' },
        Null: { [sub]: 'false' },
        StringEquals: sts,
      },
    ],
    [
      'an audience: a condition that refuses none gives way',
      'audience',
      [
        condition('StringLike', aud, '*'),
        condition('StringNotEquals', aud, 'a'),
        condition('Null', aud, 'false'),
      ],
      { StringEquals: sts },
    ],
    [
      'an audience: one that is named stays, whatever its operator',
      'audience',
      [condition('ForAllValues:StringLike', aud, 'vault-*')],
      { 'ForAllValues:StringLike': { [aud]: 'vault-*' } },
    ],
    [
      'subjects: two patterns under one operator cannot stand together',
      'subjects',
      [
        condition('StringLike', sub, 'system:serviceaccount:pay:*'),
        condition('StringLikeIfExists', sub, '*:app'),
      ],
      { StringEquals: { ...sts, [sub]: placeholder } },
    ],
    [
      'subjects: two patterns under two operators can',
      'subjects',
      [
        condition('StringLike', sub, 'system:serviceaccount:pay:*'),
        condition('StringEqualsIgnoreCase', sub, app),
      ],
      {
        StringLike: { [sub]: 'system:serviceaccount:pay:*' },
        StringEqualsIgnoreCase: { [sub]: app },
        StringEquals: sts,
      },
    ],
    [
      'subjects: what is not understood names nobody',
      'subjects',
      [condition('StringMatches', sub, app), condition('ArnLike', sub, 'arn:*')],
      { StringEquals: { ...sts, [sub]: placeholder } },
    ],
    [
      'subjects: what lets nobody in names nobody',
      'subjects',
      [condition('StringNotLike', sub, '*'), condition('Null', sub, 'true')],
      { StringEquals: { ...sts, [sub]: placeholder } },
    ],
    [
      'subjects: variables alone name nobody',
      'subjects',
      [condition('StringLike', sub, variables)],
      { StringEquals: { ...sts, [sub]: placeholder } },
    ],
    [
      'subjects: what any one letter meets names nobody',
      'subjects',
      [condition('StringLike', sub, 'system:serviceaccount:?:?')],
      { StringEquals: { ...sts, [sub]: placeholder } },
    ],
    [
      'service accounts: a placeholder for each part that is open, each value once',
      'serviceAccounts',
      [
        condition(
          'StringLike',
          sub,
          app,
          'system:serviceaccount:pay:*',
          'system:serviceaccount:pay:web?',
          'system:serviceaccount:*:app',
          'system:serviceaccount:books:default',
          'system:serviceaccount:pay*',
          variable,
        ),
      ],
      {
        StringEquals: {
          ...sts,
          [sub]: [
            app,
            'system:serviceaccount:pay:SERVICE_ACCOUNT',
            'system:serviceaccount:NAMESPACE:app',
            'system:serviceaccount:books:SERVICE_ACCOUNT',
            placeholder,
          ],
        },
      },
    ],
    [
      'service accounts: none are named',
      'serviceAccounts',
      [condition('StringLike', sub, '*')],
      { StringEquals: { ...sts, [sub]: placeholder } },
    ],
  ] as const)('%s', (_, hold, conditions, expected) => {
    const judged = statement({
      principals: federated(provider),
      actions: actions('sts:AssumeRoleWithWebIdentity'),
      conditions,
    });
    expect(tightenedTrust({ statements: [judged] }, judged, loose, hold)).toEqual({
      Version: '2012-10-17',
      Statement: [{ ...held, Condition: expected }],
    });
  });

  test('the version stays, and so does what is not to blame', () => {
    const judged = statement({ principals: federated(provider), actions: actions('sts:*') });
    const other = statement({
      sid: 'Other',
      effect: 'Deny',
      conditions: [condition('Bool', 'aws:a', 'b')],
    });
    const document = { version: '2008-10-17', statements: [other, judged] };
    expect(tightenedTrust(document, judged, loose, 'subjects')).toEqual({
      Version: '2008-10-17',
      Statement: [{ Sid: 'Other', Effect: 'Deny', Condition: { Bool: { 'aws:a': 'b' } } }, held],
    });
  });
});
