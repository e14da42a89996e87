import { describe, expect, test } from 'vitest';
import type { Json } from '../../../shared/model/json.ts';
import {
  readGroupPolicies,
  readManagedPolicy,
  readRolePolicies,
  readUserPolicies,
} from '../../../shared/wire/iam-policies.ts';
import {
  allowDocument,
  allowPolicy,
  groupArn,
  groupDocument,
  policyArn,
  policyDocument,
  roleArn,
  roleDocument,
  userArn,
  userDocument,
} from '../../support/raw-answers.ts';

describe('the policies of a role', () => {
  const read = (members: object) => readRolePolicies({ ...roleDocument, ...members }, roleArn);

  test('are inline, attached in order, and bounded', () => {
    const members = {
      RolePolicyList: [{ PolicyName: 'own', PolicyDocument: allowDocument }],
      AttachedManagedPolicies: [
        { PolicyName: 'b', PolicyArn: 'arn:aws:iam::aws:policy/b' },
        { PolicyName: 'a', PolicyArn: 'arn:aws:iam::aws:policy/a' },
      ],
      PermissionsBoundary: {
        PermissionsBoundaryType: 'Policy',
        PermissionsBoundaryArn: policyArn,
      },
    };
    expect(read(members)).toStrictEqual({
      ok: {
        inline: [{ name: 'own', document: allowPolicy }],
        attached: ['arn:aws:iam::aws:policy/a', 'arn:aws:iam::aws:policy/b'],
        boundary: policyArn,
        groups: [],
      },
    });
  });

  test('may be none, and no boundary', () => {
    const none = { ok: { inline: [], attached: [], groups: [] } };
    expect(read({})).toStrictEqual(none);
    expect(read({ PermissionsBoundary: null })).toStrictEqual(none);
  });

  test('keep the others where one inline document is not understood', () => {
    const RolePolicyList = [
      { PolicyName: 'good', PolicyDocument: encodeURIComponent(JSON.stringify(allowDocument)) },
      { PolicyName: 'odd', PolicyDocument: { Statement: [{ Effect: 'Maybe' }] } },
      { PolicyName: 'cut', PolicyDocument: '{"Statement"' },
      { PolicyName: 'none' },
    ];
    expect(read({ RolePolicyList })).toStrictEqual({
      ok: {
        inline: [
          { name: 'good', document: allowPolicy },
          { name: 'odd', fault: 'Statement[0].Effect: expected "Allow" or "Deny"' },
          {
            name: 'cut',
            fault: 'not valid JSON at line 1, column 13: the text ends too early',
          },
          { name: 'none', fault: 'expected object' },
        ],
        attached: [],
        groups: [],
      },
    });
  });

  test.each([
    ['RolePolicyList', undefined, 'RolePolicyList: expected array'],
    ['RolePolicyList', [{}], 'RolePolicyList[0].PolicyName: expected string'],
    ['AttachedManagedPolicies', undefined, 'AttachedManagedPolicies: expected array'],
    ['AttachedManagedPolicies', [{}], 'AttachedManagedPolicies[0].PolicyArn: expected string'],
    ['PermissionsBoundary', {}, 'PermissionsBoundary.PermissionsBoundaryArn: expected string'],
    ['Arn', userArn, `Arn: expected ${roleArn}`],
  ])('are unread with %s %j', (member, value, error) => {
    expect(read({ [member]: value })).toEqual({ error });
  });
});

describe('the policies of a user', () => {
  const read = (members: object) => readUserPolicies({ ...userDocument, ...members }, userArn);

  test('name its groups in order', () => {
    expect(read({ GroupList: ['b', 'a'] })).toStrictEqual({
      ok: { inline: [], attached: [], groups: ['a', 'b'] },
    });
  });

  test('hold the inline ones where IAM gives a list of them', () => {
    const UserPolicyList = [{ PolicyName: 'own', PolicyDocument: allowDocument }];
    expect(read({ UserPolicyList })).toMatchObject({
      ok: { inline: [{ name: 'own', document: allowPolicy }] },
    });
  });

  test.each([
    ['GroupList', undefined, 'GroupList: expected array'],
    ['GroupList', [1], 'GroupList[0]: expected string'],
    ['AttachedManagedPolicies', undefined, 'AttachedManagedPolicies: expected array'],
    ['UserPolicyList', {}, 'UserPolicyList: expected array'],
  ])('are unread with %s %j', (member, value, error) => {
    expect(read({ [member]: value })).toEqual({ error });
  });
});

describe('the policies of a group', () => {
  const read = (members: object) => readGroupPolicies({ ...groupDocument, ...members }, groupArn);

  test('are inline and attached', () => {
    const GroupPolicyList = [{ PolicyName: 'own', PolicyDocument: allowDocument }];
    expect(read({ GroupPolicyList })).toStrictEqual({
      ok: { inline: [{ name: 'own', document: allowPolicy }], attached: [policyArn], groups: [] },
    });
  });

  test('are unread without their list', () => {
    expect(read({ GroupPolicyList: undefined })).toEqual({
      error: 'GroupPolicyList: expected array',
    });
  });
});

describe('a managed policy', () => {
  const read = (members: object) => readManagedPolicy({ ...policyDocument, ...members }, policyArn);

  test('is its default version', () => {
    expect(read({})).toStrictEqual({
      ok: { arn: policyArn, name: 'deploy', document: allowPolicy },
    });
  });

  test.each<[string, Json | undefined, string]>([
    ['DefaultVersionId', 'v3', 'PolicyVersionList: expected default version v3'],
    [
      'DefaultVersionId',
      'v1',
      `Document of ${policyArn}: not valid JSON at line 1, column 1: expected a value`,
    ],
    ['DefaultVersionId', null, 'DefaultVersionId: expected string'],
    ['PolicyVersionList', undefined, 'PolicyVersionList: expected array'],
    ['PolicyVersionList', [{ VersionId: 'v2' }], `Document of ${policyArn}: expected object`],
    ['PolicyName', null, 'PolicyName: expected string'],
    ['Arn', roleArn, `Arn: expected ${policyArn}`],
  ])('is unread with %s %j', (member, value, error) => {
    expect(read({ [member]: value })).toEqual({ error });
  });
});
