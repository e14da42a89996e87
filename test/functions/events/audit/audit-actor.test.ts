import { describe, expect, it } from 'vitest';
import { factKeys } from '../../../../shared/model/fact-key.ts';
import {
  type AuditJson,
  alice,
  auditHint,
  auditJson,
  awsAuthRef,
  flux,
  ref,
  sampleAudit,
} from '../../../support/audit-records.ts';
import { estateOf, nothingKnown } from '../../../support/cloud-trail-events.ts';
import { known } from '../../../support/facts.ts';

function actor(more: AuditJson = {}, estate = nothingKnown) {
  return auditHint(auditJson(more), estate).change.actor;
}

function session(role: string, sessionName: string) {
  const account = 'arn:aws:sts::012345678901:assumed-role';
  return {
    username: 'ci',
    groups: ['system:authenticated'],
    extra: {
      arn: [`${account}/${role}/${sessionName}`],
      canonicalArn: [`arn:aws:iam::012345678901:role/${role}`],
      sessionName: [sessionName],
      accessKeyId: ['ASIAIOSFODNN7EXAMPLE'],
    },
  };
}

const set = 'AWSReservedSSO_PlatformAdmin_0123456789abcdef';
const setArn = `arn:aws:iam::012345678901:role/aws-reserved/sso.amazonaws.com/eu-west-1/${set}`;

describe('who did it', () => {
  it('is a user of IAM, with all that the record says', () => {
    expect(actor({ verb: 'update', objectRef: awsAuthRef })).toEqual({
      name: 'user/alice (access key AKIAIOSFODNN7EXAMPLE)',
      arn: 'arn:aws:iam::012345678901:user/alice',
      via: 'kubectl',
      sourceIpAddress: '203.0.113.7',
      userAgent: 'kubectl/v1.34.2 (darwin/arm64) kubernetes/8cc511e',
      eventId: 'audit-1',
      eventName: 'update configmaps kube-system/aws-auth',
      eventTime: Date.parse('2026-11-22T09:59:58.123Z'),
      region: 'eu-west-1',
      clusterName: 'prod',
    });
  });

  it('is a session of a role', () => {
    expect(actor({ user: session('ci', 'deploy-42') })).toMatchObject({
      name: 'role/ci (session deploy-42)',
      arn: 'arn:aws:iam::012345678901:role/ci',
    });
  });

  it('is a user of Identity Center, whose role is known by its path', () => {
    const user = session(set, 'dana@example.com');
    const estate = estateOf(known(factKeys.roles(), [setArn]));
    expect(actor({ user }, estate)).toMatchObject({
      name: 'dana@example.com (permission set PlatformAdmin)',
      identityCenterUser: 'dana@example.com',
      arn: setArn,
    });
  });

  it('is no such user while a role of that name is not known: anybody may give one such a name', () => {
    const found = actor({ user: session(set, 'dana@example.com') });
    expect(found.name).toBe(`role/${set} (session dana@example.com)`);
    expect(found).not.toHaveProperty('identityCenterUser');
  });

  it.each([
    ['a service account', flux, 'service account flux-system/kustomize-controller'],
    ['a user of the cluster alone', { username: 'eks:addon-manager' }, 'eks:addon-manager'],
    ['a node', { username: 'system:node:ip-10-0-0-1' }, 'system:node:ip-10-0-0-1'],
    [
      'the account root user',
      { username: 'root', extra: { arn: ['arn:aws:iam::012345678901:root'] } },
      'the account root user',
    ],
    [
      'somebody under a name of the authenticator',
      {
        username: 'x',
        extra: { 'sigs.k8s.io/aws-iam-authenticator/arn': ['arn:aws:iam::012345678901:user/bob'] },
      },
      'user/bob',
    ],
    [
      'an ARN of a form that is not known',
      { username: 'x', extra: { arn: ['arn:aws:sts::012345678901:federated-user/bob'] } },
      'arn:aws:sts::012345678901:federated-user/bob',
    ],
    ['nobody of IAM where the ARN is empty', { username: 'x', extra: { arn: [''] } }, 'x'],
  ])('is %s', (_, user, name) => {
    expect(actor({ user }).name).toBe(name);
  });

  it('is no role that a service account says it is', () => {
    const user = { ...flux, extra: session('admin', 'x').extra };
    expect(actor({ user }).name).toBe('service account flux-system/kustomize-controller');
  });
});

describe('whom somebody acted as', () => {
  it.each([
    ['a user', { username: 'bob' }, ' as bob'],
    [
      'a user in groups',
      { username: 'bob', groups: ['system:masters', 'system:authenticated'] },
      ' as bob of system:masters',
    ],
    [
      'a service account',
      { username: 'system:serviceaccount:payments:admin', groups: flux.groups },
      ' as system:serviceaccount:payments:admin',
    ],
  ])('is %s', (_, impersonatedUser, as) => {
    expect(actor({ impersonatedUser }).name).toBe(
      `user/alice (access key AKIAIOSFODNN7EXAMPLE)${as}`,
    );
  });

  it('is cut where it is too long', () => {
    const { name } = actor({ impersonatedUser: { username: 'x'.repeat(500) } });
    expect(name).toHaveLength(300);
  });
});

describe('what was called', () => {
  it.each([
    [
      'an object of a namespace',
      { objectRef: ref('roles.rbac.authorization.k8s.io', { namespace: 'a', name: 'b' }) },
      'create roles.rbac.authorization.k8s.io a/b',
    ],
    [
      'a collection',
      { verb: 'deletecollection', objectRef: { resource: 'serviceaccounts', namespace: 'a' } },
      'deletecollection serviceaccounts a',
    ],
    [
      'a subresource',
      { objectRef: ref('serviceaccounts', { subresource: 'token', namespace: 'a', name: 'b' }) },
      'create serviceaccounts/token a/b',
    ],
    [
      'no object',
      { verb: 'get', objectRef: undefined, impersonatedUser: { username: 'bob' } },
      'get',
    ],
  ])('is said of %s', (_, more, eventName) => {
    expect(actor(more).eventName).toBe(eventName);
  });

  it('is said of a sample', () => {
    expect(auditHint(sampleAudit('impersonation')).change.actor).toMatchObject({
      eventName: 'list secrets payments',
      name: 'role/AWSReservedSSO_PaymentsDeveloper_2d70b8f4c19e5a36 (session joao@brackwater.example) as debug-admin of system:masters',
    });
  });
});

describe('how it was called', () => {
  it.each([
    ['kubectl/v1.34.2 (linux/amd64) kubernetes/8cc511e', 'kubectl'],
    ['kubectl-edit/v1.34.2 (linux/amd64) kubernetes/8cc511e', 'kubectl'],
    ['Helm/3.19.2', 'Helm'],
    ['helm/v4.0.0 (linux/amd64)', 'Helm'],
    ['argocd-application-controller/v0.0.0 (linux/amd64) kubernetes/$Format', 'Argo CD'],
    ['kustomize-controller/v0.0.0 (linux/arm64) kubernetes/$Format', 'Flux'],
    ['flux/2.7.0 (linux/amd64)', 'Flux'],
    ['HashiCorp/1.0 Terraform/1.13.5', 'Terraform'],
    ['k9s/v0.50.0 (linux/amd64)', 'k9s'],
    ['evil/1.0 kubectl', undefined],
  ])('%s', (userAgent, via) => {
    expect(actor({ userAgent }).via).toBe(via);
  });

  it('is not known without a user agent', () => {
    const found = actor({ userAgent: undefined, user: alice, sourceIPs: [] });
    expect(found).not.toHaveProperty('via');
    expect(found).not.toHaveProperty('sourceIpAddress');
  });
});
