import { describe, expect, test } from 'vitest';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import { factsOf } from '../../../shared/wire/facts-of.ts';
import { snapshotPaths } from '../../../shared/wire/snapshot-path.ts';
import {
  account,
  addonDocument,
  allowDocument,
  allowPolicy,
  associationDocument,
  authorityDocument,
  capabilityDocument,
  configDocument,
  fargateDocument,
  metadataDocument,
  nodegroupDocument,
  prod,
  roleArn,
} from '../../support/raw-answers.ts';

const newYear = Date.UTC(2025, 0, 1);

/** The member that describes one, the document in it, and what it is read as. */
interface Kind {
  readonly path: string;
  readonly part: string;
  readonly item: string;
  readonly key: FactKey<unknown>;
  readonly bare: Readonly<Record<string, Json>>;
  readonly bareValue: object;
}

const association: Kind = {
  path: snapshotPaths.podIdentityAssociations(prod),
  part: 'association',
  item: 'shop/web',
  key: factKeys.podIdentityAssociation(prod, 'shop/web'),
  bare: associationDocument,
  bareValue: {
    associationId: 'a-1',
    associationArn: 'arn:aws:eks:eu-west-1:111122223333:podidentityassociation/prod/a-1',
    namespace: 'shop',
    serviceAccount: 'web',
    roleArn,
    disableSessionTags: false,
  },
};

const nodegroup: Kind = {
  path: snapshotPaths.nodegroups(prod),
  part: 'nodegroup',
  item: 'workers',
  key: factKeys.nodegroup(prod, 'workers'),
  bare: nodegroupDocument,
  bareValue: {
    name: 'workers',
    arn: 'arn:aws:eks:eu-west-1:111122223333:nodegroup/prod/workers/1',
    status: 'ACTIVE',
    nodeRole: roleArn,
    amiType: 'AL2023_x86_64_STANDARD',
    autoScalingGroups: ['eks-workers-1'],
  },
};

const metadataOptions: Kind = {
  path: snapshotPaths.nodegroups(prod),
  part: 'metadataOptions',
  item: 'workers',
  key: factKeys.metadataOptions(prod, 'workers'),
  bare: metadataDocument,
  bareValue: { httpTokens: 'required', httpPutResponseHopLimit: 1, httpEndpoint: 'enabled' },
};

const fargateProfile: Kind = {
  path: snapshotPaths.fargateProfiles(prod),
  part: 'fargateProfile',
  item: 'batch',
  key: factKeys.fargateProfile(prod, 'batch'),
  bare: fargateDocument,
  bareValue: {
    name: 'batch',
    arn: 'arn:aws:eks:eu-west-1:111122223333:fargateprofile/prod/batch/1',
    podExecutionRoleArn: roleArn,
  },
};

const addon: Kind = {
  path: snapshotPaths.addons(prod),
  part: 'addon',
  item: 'vpc-cni',
  key: factKeys.addon(prod, 'vpc-cni'),
  bare: addonDocument,
  bareValue: {
    name: 'vpc-cni',
    arn: 'arn:aws:eks:eu-west-1:111122223333:addon/prod/vpc-cni/1',
    podIdentityAssociations: [],
  },
};

const identityProviderConfig: Kind = {
  path: snapshotPaths.identityProviderConfigs(prod),
  part: 'identityProviderConfig',
  item: 'okta',
  key: factKeys.identityProviderConfig(prod, 'okta'),
  bare: configDocument,
  bareValue: {
    name: 'okta',
    arn: 'arn:aws:eks:eu-west-1:111122223333:identityproviderconfig/prod/oidc/okta/1',
    issuerUrl: 'https://example.okta.com',
    clientId: 'kubernetes',
    requiredClaims: {},
  },
};

const capability: Kind = {
  path: snapshotPaths.capabilities(prod),
  part: 'capability',
  item: 'argocd',
  key: factKeys.capability(prod, 'argocd'),
  bare: capabilityDocument,
  bareValue: {
    name: 'argocd',
    arn: 'arn:aws:eks:eu-west-1:111122223333:capability/prod/argocd/argocd/1',
    type: 'ARGOCD',
    roleArn,
    rbacRoleMappings: [],
  },
};

const certificateAuthority: Kind = {
  path: snapshotPaths.certificateAuthorities(prod),
  part: 'certificateAuthority',
  item: 'ca-1',
  key: factKeys.certificateAuthority(prod, 'ca-1'),
  bare: authorityDocument,
  bareValue: { id: 'ca-1', createdAt: newYear, signingStatus: 'IN_USE' },
};

const lists: readonly (readonly [Kind, FactKey<unknown>])[] = [
  [association, factKeys.podIdentityAssociations(prod)],
  [nodegroup, factKeys.nodegroups(prod)],
  [fargateProfile, factKeys.fargateProfiles(prod)],
  [addon, factKeys.addons(prod)],
  [identityProviderConfig, factKeys.identityProviderConfigs(prod)],
  [capability, factKeys.capabilities(prod)],
  [certificateAuthority, factKeys.certificateAuthorities(prod)],
];

test.each(lists)('$path is a list', ({ path }, key) => {
  expect(
    factsOf({ path, readAt: 1, outcome: { kind: 'items', items: ['b', 'a'] } }, account),
  ).toEqual([[key, { read: true, value: ['a', 'b'], readAt: 1 }]]);
});

test.each([...lists.map(([kind]) => kind), metadataOptions])(
  '$part of $path with nothing that it may lack',
  (kind) => {
    expect(read(kind, kind.bare)).toStrictEqual([kind.key, present(kind.bareValue)]);
  },
);

test.each<[string, Kind, Json, object]>([
  [
    'an association with a target role and a session policy',
    association,
    {
      targetRoleArn: 'arn:aws:iam::444455556666:role/target',
      externalId: 'eu-west-1/111122223333/prod/shop/web',
      disableSessionTags: true,
      policy: JSON.stringify(allowDocument),
      ownerArn: 'arn:aws:eks:eu-west-1:111122223333:addon/prod/x/1',
    },
    {
      targetRoleArn: 'arn:aws:iam::444455556666:role/target',
      externalId: 'eu-west-1/111122223333/prod/shop/web',
      disableSessionTags: true,
      policy: { document: allowPolicy },
      ownerArn: 'arn:aws:eks:eu-west-1:111122223333:addon/prod/x/1',
    },
  ],
  [
    'an association whose session policy is not understood',
    association,
    { policy: '{' },
    { policy: { fault: 'not valid JSON at line 1, column 2: the text ends too early' } },
  ],
  [
    "a node group on the owner's launch template that takes SSH",
    nodegroup,
    {
      launchTemplate: { id: 'lt-1', name: 'workers', version: '3' },
      remoteAccess: { ec2SshKey: 'key', sourceSecurityGroups: ['sg-1'] },
    },
    {
      launchTemplate: { id: 'lt-1', name: 'workers', version: '3' },
      remoteAccess: { ec2SshKey: 'key', sourceSecurityGroups: ['sg-1'] },
    },
  ],
  [
    'a node group that takes SSH from anywhere',
    nodegroup,
    { remoteAccess: { ec2SshKey: 'key' }, launchTemplate: { name: 'workers' } },
    {
      remoteAccess: { ec2SshKey: 'key', sourceSecurityGroups: [] },
      launchTemplate: { name: 'workers' },
    },
  ],
  [
    'an add-on with a role and associations',
    addon,
    { serviceAccountRoleArn: roleArn, podIdentityAssociations: ['a-1'] },
    { serviceAccountRoleArn: roleArn, podIdentityAssociations: ['a-1'] },
  ],
  [
    'an identity provider with prefixes and claims',
    identityProviderConfig,
    {
      oidc: {
        ...configDocument.oidc,
        usernameClaim: 'email',
        usernamePrefix: '-',
        groupsClaim: 'groups',
        groupsPrefix: 'okta:',
        requiredClaims: { team: 'platform' },
      },
    },
    {
      usernameClaim: 'email',
      usernamePrefix: '-',
      groupsClaim: 'groups',
      groupsPrefix: 'okta:',
      requiredClaims: { team: 'platform' },
    },
  ],
  [
    'a capability that gives Argo CD roles away',
    capability,
    {
      configuration: {
        argoCd: {
          rbacRoleMappings: [
            { role: 'ADMIN', identities: [{ id: 'g-1', type: 'SSO_GROUP', more: 1 }] },
          ],
        },
      },
    },
    { rbacRoleMappings: [{ role: 'ADMIN', identities: [{ id: 'g-1', type: 'SSO_GROUP' }] }] },
  ],
  [
    'a certificate authority that was activated',
    certificateAuthority,
    { activatedAt: 1_735_689_600, distributionStatus: 'COMPLETE' },
    { activatedAt: newYear, distributionStatus: 'COMPLETE' },
  ],
])('%s', (_, kind, members, value) => {
  const { bare, bareValue, key } = kind;
  expect(read(kind, { ...bare, ...Object(members) })).toStrictEqual([
    key,
    present({ ...bareValue, ...value }),
  ]);
});

describe('what is left out', () => {
  test.each<[string, Kind, Json, object]>([
    [
      'of a node group',
      nodegroup,
      {
        nodegroupName: 'workers',
        nodegroupArn: 'arn',
        status: 'CREATING',
        nodeRole: null,
        amiType: null,
        launchTemplate: null,
        remoteAccess: null,
        resources: { autoScalingGroups: null },
      },
      { name: 'workers', arn: 'arn', status: 'CREATING', autoScalingGroups: [] },
    ],
    ['of metadata options', metadataOptions, {}, {}],
    [
      'of an association',
      association,
      { ...associationDocument, disableSessionTags: null, policy: null },
      association.bareValue,
    ],
    [
      'of a capability',
      capability,
      { ...capabilityDocument, configuration: { argoCd: null } },
      capability.bareValue,
    ],
  ])('%s is not made up', (_, kind, document, value) => {
    expect(read(kind, document)).toStrictEqual([kind.key, present(value)]);
  });
});

describe('unread', () => {
  test.each([...lists.map(([kind]) => kind), metadataOptions])(
    'is $part that is no object',
    (kind) => {
      expect(read(kind, null)).toEqual([kind.key, unread(`${kind.part}: expected object`)]);
    },
  );

  test.each<[Kind, string]>([
    [association, 'association: expected namespace and service account other'],
    [nodegroup, 'nodegroup.nodegroupName: expected other'],
    [fargateProfile, 'fargateProfile.fargateProfileName: expected other'],
    [addon, 'addon.addonName: expected other'],
    [
      identityProviderConfig,
      'identityProviderConfig.oidc.identityProviderConfigName: expected other',
    ],
    [capability, 'capability.capabilityName: expected other'],
    [certificateAuthority, 'certificateAuthority.id: expected other'],
  ])('is $part that describes another', (kind, reason) => {
    const [[, fact] = []] = factsOf(answer({ ...kind, item: 'other' }, kind.bare), account);
    expect(fact).toEqual(unread(reason));
  });

  test.each<[Kind, object, string]>([
    [association, { roleArn: null }, 'association.roleArn: expected string'],
    [association, { disableSessionTags: 'no' }, 'association.disableSessionTags: expected boolean'],
    [
      nodegroup,
      { resources: { autoScalingGroups: [{}] } },
      'nodegroup.resources.autoScalingGroups[0].name: expected string',
    ],
    [
      nodegroup,
      { remoteAccess: { sourceSecurityGroups: 'sg' } },
      'nodegroup.remoteAccess.sourceSecurityGroups: expected array',
    ],
    [metadataOptions, { HttpTokens: 1 }, 'metadataOptions.HttpTokens: expected string'],
    [
      metadataOptions,
      { HttpPutResponseHopLimit: '2' },
      'metadataOptions.HttpPutResponseHopLimit: expected number',
    ],
    [
      fargateProfile,
      { podExecutionRoleArn: null },
      'fargateProfile.podExecutionRoleArn: expected string',
    ],
    [addon, { podIdentityAssociations: [1] }, 'addon.podIdentityAssociations[0]: expected string'],
    [
      identityProviderConfig,
      { oidc: { ...configDocument.oidc, issuerUrl: null } },
      'identityProviderConfig.oidc.issuerUrl: expected string',
    ],
    [
      identityProviderConfig,
      { oidc: { ...configDocument.oidc, requiredClaims: { a: 1 } } },
      'identityProviderConfig.oidc.requiredClaims.a: expected string',
    ],
    [
      capability,
      { configuration: { argoCd: { rbacRoleMappings: [{ role: 'ADMIN' }] } } },
      'capability.configuration.argoCd.rbacRoleMappings[0].identities: expected array',
    ],
    [
      certificateAuthority,
      { createdAt: 'yesterday' },
      'certificateAuthority.createdAt: expected a time',
    ],
  ])('is $part with %j', (kind, members, reason) => {
    expect(read(kind, { ...kind.bare, ...members })).toEqual([kind.key, unread(reason)]);
  });
});

function read(kind: Kind, json: Json) {
  const [fact, ...others] = factsOf(answer(kind, json), account);
  expect(others).toEqual([]);
  return fact;
}

function answer({ path, item, part }: Kind, json: Json) {
  return { path, item, part, readAt: 1, outcome: { kind: 'document', json } } as const;
}

function present(value: unknown) {
  return { read: true, value, readAt: 1 };
}

function unread(reason: string) {
  return { read: false, reason, readAt: 1 };
}
