import { describe, expect, it } from 'vitest';
import { alice, roleEvent, type Told, understood } from '../../support/cloud-trail-events.ts';
import { roleArn } from '../../support/estate.ts';

const actorOf = (more: Partial<Told>) =>
  understood(roleEvent('DeleteRole', 'ci', more)).hint.change.actor;

const named = (userIdentity: Readonly<Record<string, unknown>>) => actorOf({ userIdentity }).name;

const session = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::012345678901:assumed-role/ci/deploy-42',
  sessionContext: { sessionIssuer: { type: 'Role', userName: 'ci', arn: roleArn('ci') } },
};

/** A session of a role of this name under this path. */
function sessionOf(roleName: string, path: string, mfaAuthenticated = 'false') {
  return {
    type: 'AssumedRole',
    arn: `arn:aws:sts::012345678901:assumed-role/${roleName}/ines.duarte@example.com`,
    sessionContext: {
      sessionIssuer: { type: 'Role', userName: roleName, arn: roleArn(`${path}${roleName}`) },
      attributes: { mfaAuthenticated },
    },
  };
}

const platformAdmin = 'AWSReservedSSO_PlatformAdmin_5b9e21c07d3fa846';
const reserved = 'aws-reserved/sso.amazonaws.com/eu-west-1/';

describe('the actor', () => {
  it.each([
    ['a user', alice, 'user/alice'],
    ['root', { type: 'Root', arn: 'arn:aws:iam::012345678901:root' }, 'the account root user'],
    ['a role and its session', session, 'role/ci (session deploy-42)'],
    [
      'a service on behalf of a role',
      { ...session, invokedBy: 'cloudformation.amazonaws.com' },
      'role/ci (session deploy-42, on behalf of cloudformation.amazonaws.com)',
    ],
    [
      'a service on behalf of a user',
      { ...alice, invokedBy: 'cloudformation.amazonaws.com' },
      'user/alice (on behalf of cloudformation.amazonaws.com)',
    ],
    [
      'a role without a session name',
      { sessionContext: { sessionIssuer: { userName: 'ci' } } },
      'role/ci',
    ],
    [
      'a federated session of a user',
      {
        type: 'FederatedUser',
        arn: 'arn:aws:sts::012345678901:federated-user/alice-42',
        sessionContext: { sessionIssuer: { type: 'IAMUser', userName: 'alice' } },
      },
      'user/alice (session alice-42)',
    ],
    [
      'a service without an ARN',
      { type: 'AWSService', invokedBy: 'eks-nodegroup.amazonaws.com' },
      'eks-nodegroup.amazonaws.com',
    ],
    ['somebody with an ARN alone', { arn: roleArn('x') }, roleArn('x')],
    ['somebody with an id alone', { principalId: 'AIDAEXAMPLE' }, 'AIDAEXAMPLE'],
    ['another account', { type: 'AWSAccount', accountId: '444455556666' }, 'account 444455556666'],
    ['nobody', {}, 'unknown'],
  ])('can be %s', (_, identity, name) => {
    expect(named(identity)).toBe(name);
  });

  it('behind a session of IAM Identity Center is its user, with the permission set', () => {
    const { name, identityCenterUser } = actorOf({
      userIdentity: sessionOf(platformAdmin, reserved),
    });
    expect([name, identityCenterUser]).toEqual([
      'ines.duarte@example.com (permission set PlatformAdmin)',
      'ines.duarte@example.com',
    ]);
  });

  it('is no user of Identity Center for a role that only has such a name', () => {
    const { name, identityCenterUser } = actorOf({ userIdentity: sessionOf(platformAdmin, '') });
    expect([name, identityCenterUser]).toEqual([
      `role/${platformAdmin} (session ines.duarte@example.com)`,
      undefined,
    ]);
  });

  it.each([
    ['with one, where the session says so', sessionOf('ops', '', 'true'), true],
    ['without one, where the session says so', sessionOf('ops', '', 'false'), false],
    ['nobody knows, for a user with keys', alice, undefined],
    [
      'nobody knows, for a session of Identity Center',
      sessionOf(platformAdmin, reserved),
      undefined,
    ],
  ])('has begun its session %s', (_, userIdentity, mfa) => {
    expect(actorOf({ userIdentity }).mfa).toBe(mfa);
  });

  it('is told in full up to what people read, and cut beyond', () => {
    const told = (length: number) => actorOf({ userAgent: 'x'.repeat(length) }).userAgent;
    expect(told(200)).toBe('x'.repeat(200));
    expect(told(201)).toBe(`${'x'.repeat(199)}…`);
    expect(named({ userName: 'n'.repeat(900) })).toHaveLength(300);
    const by = actorOf({
      userIdentity: { arn: 'a'.repeat(9_000) },
      sourceIPAddress: 's'.repeat(9_000),
    });
    expect([by.arn?.length, by.sourceIpAddress?.length]).toEqual([2_048, 200]);
  });

  it('that is a session is known by its role, which does not change from one session to the next', () => {
    expect(actorOf({ userIdentity: session }).arn).toBe(roleArn('ci'));
  });
});

describe('the way of a call', () => {
  const agents: readonly (readonly [string, string | undefined])[] = [
    ['aws-cli/2.31.9 md/awscrt#0.27.6 ua/2.1', 'AWS CLI'],
    [
      'APN/1.0 HashiCorp/1.0 Terraform/1.13.3 terraform-provider-aws/6.18.0 aws-sdk-go-v2/1.39.2',
      'Terraform',
    ],
    ['eksctl/0.215.0 aws-sdk-go-v2/1.39.2', 'eksctl'],
    ['Boto3/1.40.1 md/Botocore#1.40.1', 'AWS SDK'],
    ['aws-sdk-js/3.1108.0', 'AWS SDK'],
    ['cloudformation.amazonaws.com', 'CloudFormation'],
    ['console.amazonaws.com', 'console'],
    ['AWS Internal', undefined],
    ['curl/8.15', undefined],
  ];
  it.each(agents)('of %s is %s', (userAgent, via) => {
    expect(actorOf({ userAgent }).via).toBe(via);
  });

  it('is CloudFormation where that called for somebody, whatever the agent', () => {
    const userIdentity = { ...session, invokedBy: 'cloudformation.amazonaws.com' };
    expect(actorOf({ userIdentity }).via).toBe('CloudFormation');
  });

  it('is the console where the credentials are, with the terminal in it by name', () => {
    const sessionCredentialFromConsole = 'true';
    expect([
      actorOf({ userAgent: 'AWS Internal', sessionCredentialFromConsole }).via,
      actorOf({ userAgent: 'aws-cli/2.31.9', sessionCredentialFromConsole }).via,
    ]).toEqual(['console', 'AWS CLI in the console']);
  });
});
