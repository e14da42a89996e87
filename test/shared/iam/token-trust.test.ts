import { describe, expect, test } from 'vitest';
import { tokenTrust } from '../../../shared/iam/token-trust.ts';
import type { Condition, Statement } from '../../../shared/model/policy-document.ts';
import { condition, everyone } from '../../support/iam.ts';
import { document, trusting } from '../../support/policies.ts';

const role = 'arn:aws:iam::012345678901:role/admin';
const gitHub = 'token.actions.githubusercontent.com';
const provider = `arn:aws:iam::012345678901:oidc-provider/${gitHub}`;
const eks = 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF';
const cluster = `arn:aws:iam::012345678901:oidc-provider/${eks}`;
const webIdentity = 'sts:AssumeRoleWithWebIdentity';

const sub = (pattern: string, operator = 'StringLike', issuer = gitHub) =>
  condition(operator, `${issuer}:sub`, pattern);
const by = (providerArn: string, ...conditions: readonly Condition[]) =>
  trusting({ Federated: [providerArn] }, [webIdentity], ...conditions);

describe('tokenTrust', () => {
  test('one weakness for each provider of each statement', () => {
    const trust = document(
      trusting({ Federated: [provider, cluster] }, [webIdentity]),
      by(provider, sub('repo:acme/*')),
    );
    expect(tokenTrust(trust, role)).toEqual({
      weaknesses: [
        {
          ...{ kind: 'any-token', provider, issuer: gitHub, caller: 'any subject' },
          decision: allowedBy(trust.statements[0]),
        },
        {
          ...{ kind: 'any-token', provider: cluster, issuer: eks, caller: 'any subject' },
          decision: allowedBy(trust.statements[0]),
        },
        {
          ...{ kind: 'some-tokens', provider, issuer: gitHub, caller: 'repo:acme/x' },
          decision: allowedBy(trust.statements[1]),
        },
      ],
      unfinished: [],
    });
  });

  test.each([
    ['no subject', provider, []],
    ['any subject', provider, [sub('*')]],
    ['any subject with a colon', provider, [sub('*:*')]],
    ['any repository', provider, [sub('repo:*/*')]],
    ['any service account', cluster, [sub('system:serviceaccount:*:*', 'StringLike', eks)]],
    [
      'any project of GitLab',
      'arn:aws:iam::012345678901:oidc-provider/gitlab.com',
      [sub('project_path:*', 'StringLike', 'gitlab.com')],
    ],
    [
      'any workspace of HCP Terraform',
      'arn:aws:iam::012345678901:oidc-provider/app.terraform.io',
      [sub('organization:*:project:*:workspace:*:run_phase:*', 'StringLike', 'app.terraform.io')],
    ],
    ['any but one', provider, [sub('repo:acme/app', 'StringNotEquals')]],
    [
      'an audience that can be asked for',
      provider,
      [condition('StringEquals', `${gitHub}:aud`, 'x')],
    ],
  ])('%s is any token', (_, providerArn, conditions) => {
    expect(found(by(providerArn, ...conditions))).toEqual([['any-token', 'any subject']]);
  });

  test.each([
    ['one organization', 'repo:acme/*', 'repo:acme/x'],
    ['one character', 'repo:acme/ap?', 'repo:acme/apx'],
    ['one branch of all', '*:ref:refs/heads/main', 'x:ref:refs/heads/main'],
    ['short ones', '?????', 'xxxxx'],
    ['one letter', '?', 'x'],
    ['letters of either case', 'repo:Acme/*', 'repo:Acme/x'],
    ['what begins as words would', 'any*', 'anyx'],
  ])('%s is some tokens', (_, pattern, caller) => {
    expect(found(by(provider, sub(pattern)))).toEqual([['some-tokens', caller]]);
  });

  test('all but those of several letters are some tokens', () => {
    expect(found(by(provider, sub('??*', 'StringNotLike')))).toEqual([['some-tokens', 'x']]);
  });

  test('a provider without an ARN goes by the name of its issuer', () => {
    const cognito = 'cognito-identity.amazonaws.com';
    expect(found(by(cognito, sub('eu-west-1:*', 'StringLike', cognito)))).toEqual([
      ['some-tokens', 'eu-west-1:x'],
    ]);
  });

  test('a namespace of a cluster is some tokens', () => {
    const trust = by(cluster, sub('system:serviceaccount:web:*', 'StringLike', eks));
    expect(found(trust)).toEqual([['some-tokens', 'system:serviceaccount:web:any-name']]);
  });

  test('sure before unsure among the subjects of one statement', () => {
    const denied: Statement = {
      ...by(provider, sub('repo:acme/*'), condition('Bool', 'aws:SecureTransport', 'false')),
      effect: 'Deny',
    };
    const trust = by(
      provider,
      condition('StringLike', `${gitHub}:sub`, 'repo:acme/*', 'repo:other/*'),
    );
    expect(found(trust, denied)).toEqual([['some-tokens', 'repo:other/x']]);
    expect(outcomes(trust, denied)).toEqual(['allowed']);
    expect(outcomes(by(provider, sub('repo:acme/*')), denied)).toEqual(['conditional']);
  });

  test.each<[string, Statement]>([
    ['a subject in letters of either case', by(provider, sub('repo:Acme/App', 'StringEquals'))],
    ['an exact subject', by(provider, sub('repo:acme/app:ref:refs/heads/main'))],
    [
      'an exact subject where others are refused',
      by(provider, sub('repo:acme/app', 'StringEquals')),
    ],
    ['another issuer’s claim', by(provider, sub('repo:*', 'StringLike', 'gitlab.com'))],
    ['another action', trusting({ Federated: [provider] }, ['sts:AssumeRole'])],
    [
      'SAML, which names people elsewhere',
      trusting({ Federated: ['arn:aws:iam::012345678901:saml-provider/okta'] }, ['sts:*']),
    ],
    ['a Deny', { ...by(provider), effect: 'Deny' }],
  ])('%s is no weakness', (_, statement) => {
    expect(found(statement)).toEqual([]);
  });

  test('a Deny counts, an Allow beside it does not', () => {
    const denied: Statement = { ...by(provider), effect: 'Deny' };
    expect(found(by(provider), denied)).toEqual([]);
    expect(
      found(by(provider, sub('repo:acme/app')), by(cluster, sub('x', 'StringLike', eks))),
    ).toEqual([]);
  });

  test('everybody’s tokens are anybody, and those of each issuer that conditions need', () => {
    expect(found({ ...by(provider), principals: everyone })).toEqual([['anybody', 'any subject']]);
    expect(found(by('*'))).toEqual([['anybody', 'any subject']]);
    const guarded = by('*', condition('Bool', 'aws:SecureTransport', 'true'));
    expect(tokenTrust(document(guarded), role).weaknesses).toMatchObject([
      { kind: 'anybody', by: 'token', decision: { outcome: 'conditional' } },
    ]);
    const held = { ...by('*', condition('StringEquals', `${gitHub}:aud`, 'x'), sub('repo:*')) };
    expect(tokenTrust(document(held), role).weaknesses).toEqual([
      {
        ...{ kind: 'any-token', provider, issuer: gitHub, caller: 'any subject' },
        decision: allowedBy(held),
      },
    ]);
  });

  test('a claim that may be anything leaves the answer open', () => {
    const ref = condition('StringEquals', `${gitHub}:job_workflow_ref`, 'acme/app');
    expect(outcomes(by(provider, ref))).toEqual(['conditional']);
  });

  test('issuers whose conditions are too many are told', () => {
    const patterns = Array.from({ length: 25 }, (_, n) => `${`*${n}a`.repeat(7)}!`);
    const conditions = ['StringLike', 'StringLikeIfExists', 'ForAnyValue:StringLike'].map((name) =>
      condition(name, `${gitHub}:sub`, ...patterns.map((pattern) => `${pattern}${name}`)),
    );
    expect(tokenTrust(document(by(provider, ...conditions)), role).unfinished).toEqual([gitHub]);
    const denied: Statement = { ...by(provider, ...conditions), effect: 'Deny' };
    expect(tokenTrust(document(denied), role).unfinished).toEqual([]);
  });

  test('one trust policy is judged once', () => {
    const trust = document(by(provider));
    expect(tokenTrust(trust, role)).toBe(tokenTrust(trust, role));
  });
});

function allowedBy(source: Statement | undefined) {
  return {
    outcome: 'allowed',
    deciding: [{ policy: 'trust policy', statement: 'statement 1', source }],
    conditions: [],
  };
}

function found(...statements: readonly Statement[]): readonly (readonly [string, string])[] {
  const { weaknesses } = tokenTrust(document(...statements), role);
  return weaknesses.map(({ kind, caller }) => [kind, caller]);
}

function outcomes(...statements: readonly Statement[]): readonly string[] {
  const { weaknesses } = tokenTrust(document(...statements), role);
  return weaknesses.map(({ decision }) => decision.outcome);
}
