import { describe, expect, it } from 'vitest';
import { effectOf } from '../../../functions/events/effect.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import {
  cloudTrailEvent,
  estateOf,
  nothingKnown,
  type Told,
  understood,
} from '../../support/cloud-trail-events.ts';
import { roleArn } from '../../support/estate.ts';
import { known } from '../../support/facts.ts';

const ci = roleArn('team/ci');
const arnOf = (resource: string) => `arn:aws:iam::012345678901:${resource}`;
const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/ABC';
const provider = arnOf(`oidc-provider/${issuer}`);
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

const estate = estateOf(
  known(factKeys.roles(), [ci]),
  known(factKeys.role(ci), {
    arn: ci,
    name: 'ci',
    roleId: 'AROAOLD',
    path: '/team/',
    createDate: 1,
    tags: { team: 'a', Stage: 'test' },
  }),
  known(factKeys.trustPolicy(ci), { statements: [] }),
  known(factKeys.rolePolicies(ci), { inline: [], attached: [readOnly], groups: [] }),
  known(factKeys.users(), [arnOf('user/staff/alice')]),
  known(factKeys.user(arnOf('user/staff/alice')), {
    arn: arnOf('user/staff/alice'),
    name: 'alice',
    userId: 'AIDA1',
    path: '/staff/',
    createDate: 1,
    tags: {},
  }),
  known(factKeys.groups(), [arnOf('group/admins')]),
  known(factKeys.group(arnOf('group/admins')), { arn: arnOf('group/admins'), name: 'admins' }),
);

function iam(
  eventName: string,
  requestParameters: Told['requestParameters'] = null,
  responseElements: Told['responseElements'] = null,
) {
  const told = { source: 'aws.iam', awsRegion: 'us-east-1', eventName };
  return understood(cloudTrailEvent({ ...told, requestParameters, responseElements }), estate);
}

function effect(...told: Parameters<typeof iam>) {
  return effectOf(iam(...told).record, estate);
}

const trust = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { Service: 'ec2.amazonaws.com' },
    Action: 'sts:AssumeRole',
  },
};
const trustDocument = {
  version: '2012-10-17',
  statements: [
    {
      effect: 'Allow',
      conditions: [],
      principals: { negated: false, everyone: false, byType: { Service: ['ec2.amazonaws.com'] } },
      actions: { negated: false, values: ['sts:AssumeRole'] },
    },
  ],
};

const allow = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 'eks:*', Resource: '*' },
};
const allowDocument = {
  version: '2012-10-17',
  statements: [
    {
      effect: 'Allow',
      conditions: [],
      actions: { negated: false, values: ['eks:*'] },
      resources: { negated: false, values: ['*'] },
    },
  ],
};

const policiesKey = `role-policies iam ${ci}`;
const newRole = roleArn('new');

describe('what is written by', () => {
  it('CreateRole is the role, whom it trusts, and that it has nothing else', () => {
    const request = {
      roleName: 'new',
      assumeRolePolicyDocument: JSON.stringify(trust),
      permissionsBoundary: readOnly,
    };
    const role = {
      arn: newRole,
      roleName: 'new',
      roleId: 'AROANEW',
      path: '/',
      createDate: 'Nov 12, 2026 9:14:05 AM',
      assumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trust)),
      tags: [{ key: 'team', value: 'b' }],
    };
    const key = `role iam ${newRole}`;
    const changes = [
      { key, path: '', value: true },
      { key, path: 'arn', value: newRole },
      { key, path: 'name', value: 'new' },
      { key, path: 'roleId', value: 'AROANEW' },
      { key, path: 'path', value: '/' },
      { key, path: 'createDate', value: Date.UTC(2026, 10, 12, 9, 14, 5) },
      { key, path: 'tags', value: { team: 'b' } },
      { key, path: 'maxSessionDuration', value: 3_600 },
      { key: `trust-policy iam ${newRole}`, path: '', value: true },
      { key: `trust-policy iam ${newRole}`, path: 'document', value: trustDocument },
      { key: `role-last-used iam ${newRole}`, path: '', value: true },
      { key: `role-policies iam ${newRole}`, path: '', value: true },
      { key: `role-policies iam ${newRole}`, path: 'boundary', value: readOnly },
    ];
    expect(effect('CreateRole', request, { role })).toEqual({ changes });
    const { assumeRolePolicyDocument: _, ...without } = request;
    expect(effect('CreateRole', without, { role })).toEqual({ changes });
    const narrow = { ...role, createDate: 'Nov 12, 2026, 9:14:05\u202FAM' };
    expect(effect('CreateRole', request, { role: narrow })).toEqual({ changes });
  });

  it('CreateRole without its response is not known', () => {
    expect(effect('CreateRole', { roleName: 'new' })).toEqual({
      underivable: 'the role new is not known',
    });
  });

  it('UpdateAssumeRolePolicy is the document, plain or URL-encoded', () => {
    const changes = [{ key: `trust-policy iam ${ci}`, path: 'document', value: trustDocument }];
    for (const policyDocument of [
      JSON.stringify(trust),
      encodeURIComponent(JSON.stringify(trust)),
    ]) {
      expect(effect('UpdateAssumeRolePolicy', { roleName: 'ci', policyDocument })).toEqual({
        changes,
      });
    }
    expect(effect('UpdateAssumeRolePolicy', { roleName: 'ci', policyDocument: '{}' })).toEqual({
      underivable:
        'the document is not understood: Statement: expected an object or an array of objects',
    });
    expect(effect('UpdateAssumeRolePolicy', { roleName: 'ci' })).toEqual({
      underivable: 'the record does not have the document',
    });
  });

  it('DeleteRole is that the role is gone, with all that it had', () => {
    expect(effect('DeleteRole', { roleName: 'ci' })).toEqual({
      changes: [
        ...['', 'arn', 'name', 'roleId', 'path', 'createDate', 'tags'].map((path) => ({
          key: `role iam ${ci}`,
          path,
        })),
        { key: `trust-policy iam ${ci}`, path: '' },
        { key: `trust-policy iam ${ci}`, path: 'document' },
        { key: policiesKey, path: '' },
        { key: policiesKey, path: `attached ${readOnly}` },
        { key: `role-last-used iam ${ci}`, path: '' },
      ],
    });
  });

  const userPolicies = `user-policies iam ${arnOf('user/staff/alice')}`;
  const groupPolicies = `group-policies iam ${arnOf('group/admins')}`;
  const inline = { policyName: 'p', policyDocument: JSON.stringify(allow) };
  const document = { name: 'p', document: allowDocument };

  it.each<readonly [string, object, object]>([
    [
      'AttachRolePolicy',
      { roleName: 'ci', policyArn: readOnly },
      { key: policiesKey, path: `attached ${readOnly}`, value: true },
    ],
    [
      'DetachRolePolicy',
      { roleName: 'ci', policyArn: readOnly },
      { key: policiesKey, path: `attached ${readOnly}` },
    ],
    [
      'PutRolePolicy',
      { roleName: 'ci', ...inline },
      { key: policiesKey, path: 'inline p', value: document },
    ],
    [
      'DeleteRolePolicy',
      { roleName: 'ci', policyName: 'p' },
      { key: policiesKey, path: 'inline p' },
    ],
    [
      'PutRolePermissionsBoundary',
      { roleName: 'ci', permissionsBoundary: readOnly },
      { key: policiesKey, path: 'boundary', value: readOnly },
    ],
    ['DeleteRolePermissionsBoundary', { roleName: 'ci' }, { key: policiesKey, path: 'boundary' }],
    [
      'AttachUserPolicy',
      { userName: 'alice', policyArn: readOnly },
      { key: userPolicies, path: `attached ${readOnly}`, value: true },
    ],
    [
      'PutUserPolicy',
      { userName: 'alice', ...inline },
      { key: userPolicies, path: 'inline p', value: document },
    ],
    [
      'PutUserPermissionsBoundary',
      { userName: 'alice', permissionsBoundary: readOnly },
      { key: userPolicies, path: 'boundary', value: readOnly },
    ],
    [
      'AddUserToGroup',
      { userName: 'alice', groupName: 'admins' },
      { key: userPolicies, path: 'groups admins', value: true },
    ],
    [
      'RemoveUserFromGroup',
      { userName: 'alice', groupName: 'admins' },
      { key: userPolicies, path: 'groups admins' },
    ],
    [
      'AttachGroupPolicy',
      { groupName: 'admins', policyArn: readOnly },
      { key: groupPolicies, path: `attached ${readOnly}`, value: true },
    ],
    [
      'DeleteGroupPolicy',
      { groupName: 'admins', policyName: 'p' },
      { key: groupPolicies, path: 'inline p' },
    ],
    [
      'UpdateRole',
      { roleName: 'ci', maxSessionDuration: 7_200 },
      { key: `role iam ${ci}`, path: 'maxSessionDuration', value: 7_200 },
    ],
    [
      'TagRole',
      { roleName: 'ci', tags: [{ key: 'team', value: 'b' }] },
      { key: `role iam ${ci}`, path: 'tags', value: { team: 'b', Stage: 'test' } },
    ],
    [
      'UntagRole',
      { roleName: 'ci', tagKeys: ['team'] },
      { key: `role iam ${ci}`, path: 'tags', value: { Stage: 'test' } },
    ],
    [
      'AddClientIDToOpenIDConnectProvider',
      { openIDConnectProviderArn: provider, clientID: 'x' },
      { key: `oidc-provider iam ${provider}`, path: 'clientIds x', value: true },
    ],
    [
      'RemoveClientIDFromOpenIDConnectProvider',
      { OpenIDConnectProviderArn: provider, ClientID: 'x' },
      { key: `oidc-provider iam ${provider}`, path: 'clientIds x' },
    ],
    [
      'DeleteOpenIDConnectProvider',
      { openIDConnectProviderArn: provider },
      { key: `oidc-provider iam ${provider}`, path: '' },
    ],
    [
      'CreatePolicyVersion',
      { policyArn: arnOf('policy/p'), policyDocument: JSON.stringify(allow), setAsDefault: true },
      { key: `managed-policy iam ${arnOf('policy/p')}`, path: 'document', value: allowDocument },
    ],
    [
      'DeletePolicy',
      { policyArn: arnOf('policy/p') },
      { key: `managed-policy iam ${arnOf('policy/p')}`, path: '' },
    ],
  ])('%s is one value', (eventName, request, change) => {
    expect(effect(eventName, { ...request })).toEqual({ changes: [change] });
  });

  it('an inline policy that is not understood is what reading it would give', () => {
    expect(
      effect('PutRolePolicy', { roleName: 'ci', policyName: 'p', policyDocument: '{' }),
    ).toMatchObject({
      changes: [
        {
          path: 'inline p',
          value: { name: 'p', fault: expect.stringContaining('not valid JSON') },
        },
      ],
    });
  });

  it('CreatePolicy and CreateOpenIDConnectProvider are what the response names', () => {
    const [arn, key] = [arnOf('policy/p'), `managed-policy iam ${arnOf('policy/p')}`];
    expect(effect('CreatePolicy', inline, { policy: { arn } })).toEqual({
      changes: [
        { key, path: '', value: true },
        { key, path: 'arn', value: arn },
        { key, path: 'name', value: 'p' },
        { key, path: 'document', value: allowDocument },
      ],
    });
    const request = { url: `https://${issuer}`, clientIDList: ['sts.amazonaws.com'] };
    const providerKey = `oidc-provider iam ${provider}`;
    expect(
      effect('CreateOpenIDConnectProvider', request, { openIDConnectProviderArn: provider }),
    ).toEqual({
      changes: [
        { key: providerKey, path: '', value: true },
        { key: providerKey, path: 'arn', value: provider },
        { key: providerKey, path: 'issuer', value: issuer },
        { key: providerKey, path: 'clientIds sts.amazonaws.com', value: true },
      ],
    });
  });

  it.each<readonly [string, object]>([
    [
      'CreatePolicyVersion',
      { policyArn: arnOf('policy/p'), policyDocument: '{}', setAsDefault: false },
    ],
    ['DeletePolicyVersion', { policyArn: arnOf('policy/p'), versionId: 'v1' }],
    ['UpdateRole', { roleName: 'ci', description: 'x' }],
  ])('%s is nothing that we keep', (eventName, request) => {
    expect(effect(eventName, { ...request })).toEqual({ changes: [] });
  });

  it.each<readonly [string, object, string]>([
    [
      'SetDefaultPolicyVersion',
      { policyArn: arnOf('policy/p'), versionId: 'v2' },
      'the document of the version is not in the record',
    ],
    [
      'AttachRolePolicy',
      { roleName: 'stranger', policyArn: readOnly },
      'the role stranger is not known',
    ],
    ['AttachRolePolicy', { roleName: 'ci' }, 'the record does not say which policy or group'],
    ['PutRolePolicy', {}, 'the record names no role'],
    [
      'TagRole',
      { roleName: 'ci', tags: [{ key: 'TEAM', value: 'b' }] },
      'IAM tells keys apart without regard to case, and the record does not',
    ],
    [
      'UpdateUser',
      { userName: 'alice', newUserName: 'bob' },
      'what a new name or path moves is not in the record',
    ],
  ])('%s is said not to be known', (eventName, request, underivable) => {
    expect(effect(eventName, { ...request })).toEqual({ underivable });
  });

  it('a service-linked role is what the response says of it; its policies are not known', () => {
    const role = {
      arn: newRole,
      roleName: 'new',
      roleId: 'AROANEW',
      path: '/',
      createDate: 'Nov 12, 2026 9:14:05 AM',
      assumeRolePolicyDocument: JSON.stringify(trust),
    };
    const told = effect(
      'CreateServiceLinkedRole',
      { aWSServiceName: 'eks.amazonaws.com' },
      { role },
    );
    expect(told).toMatchObject({
      underivable: 'the policies of the role are not in the record',
      written: [
        { path: '' },
        { path: 'arn' },
        { path: 'name' },
        {},
        {},
        {},
        {},
        {},
        {},
        { value: trustDocument },
        {},
      ],
    });
  });
});

describe('what is looked at after', () => {
  it.each<readonly [string, object, object]>([
    ['PutRolePolicy', { roleName: 'ci' }, { kind: 'role', roleName: 'ci', roleArn: ci }],
    ['PutRolePolicy', { roleName: 'stranger' }, { kind: 'role', roleName: 'stranger' }],
    [
      'AddUserToGroup',
      { userName: 'alice', groupName: 'admins' },
      { kind: 'user', userName: 'alice', userArn: arnOf('user/staff/alice') },
    ],
    [
      'PutGroupPolicy',
      { groupName: 'admins' },
      { kind: 'group', groupName: 'admins', groupArn: arnOf('group/admins') },
    ],
    [
      'SetDefaultPolicyVersion',
      { policyArn: arnOf('policy/p') },
      { kind: 'managedPolicy', policyArn: arnOf('policy/p') },
    ],
    [
      'DeleteOpenIDConnectProvider',
      { openIDConnectProviderArn: provider },
      { kind: 'oidcProvider', providerArn: provider },
    ],
  ])('%s of %o is one thing', (eventName, request, read) => {
    const { hint } = iam(eventName, { ...request });
    expect([hint.reads, hint.sweeps]).toEqual([[read], []]);
  });

  it('CreateRole is the role by the ARN of the response', () => {
    expect(iam('CreateRole', { roleName: 'new' }, { role: { arn: newRole } }).hint.reads).toEqual([
      { kind: 'role', roleName: 'new', roleArn: newRole },
    ]);
  });

  it.each(['UpdateUser', 'UpdateGroup'])(
    '%s is all of IAM: a new name is a new ARN',
    (eventName) => {
      expect(iam(eventName, { userName: 'alice' }).hint.sweeps).toEqual([{ kind: 'iam' }]);
    },
  );

  it('a role that was deleted is known by its name alone', () => {
    const event = cloudTrailEvent({
      source: 'aws.iam',
      eventName: 'DeleteRole',
      requestParameters: { roleName: 'ci' },
    });
    expect(understood(event, nothingKnown).hint.reads).toEqual([{ kind: 'role', roleName: 'ci' }]);
  });
});
