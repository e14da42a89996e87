import { describe, expect, test } from 'vitest';
import {
  clusterAccessGrants,
  grantSeverity,
} from '../../../shared/access/cluster-access-grants.ts';
import { clusterAccessRows } from '../../../shared/access/cluster-access-rows.ts';
import type { Config } from '../../../shared/model/config.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Condition, Statement } from '../../../shared/model/policy-document.ts';
import { type AccountSketch, actorIn, mayDo, me, roleNamed } from '../../support/accounts.ts';
import { namespaces, policy, wholeCluster } from '../../support/eks.ts';
import { known } from '../../support/facts.ts';
import { condition } from '../../support/iam.ts';
import { allow, trusting } from '../../support/policies.ts';

const payments = 'arn:aws:eks:eu-west-1:012345678901:cluster/payments';
const entries = 'arn:aws:eks:eu-west-1:012345678901:access-entry/payments/*';
const ops = roleNamed('ops');
const strong = roleNamed('strong');
const slr =
  'arn:aws:iam::012345678901:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS';
const root = { AWS: ['arn:aws:iam::012345678901:root'] };
const reads = allow(['secretsmanager:GetSecretValue']);
const view = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';
const admin = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminPolicy';
const isClusterAdmin = [policy('AmazonEKSClusterAdminPolicy', wholeCluster)];
const inGroup = 'a binding of the cluster gives a group that power';
const associate = ['eks:AssociateAccessPolicy'];
const create = allow(['eks:CreateAccessEntry']);
const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/ABC';
const providerArn = `arn:aws:iam::012345678901:oidc-provider/${issuer}`;

interface Case {
  readonly may: readonly Statement[];
  readonly in?: AccountSketch;
  readonly config?: Partial<Config>;
  /** `SEVERITY id: what it does`, with ` via <arn>`, ` if <condition>`, and the clusters. */
  readonly grants: readonly string[];
}

const onePlainCluster: AccountSketch = { clusters: { payments: {} } };

function mapped(arn: string, trust: AccountSketch['roles'] = {}): AccountSketch {
  return { roles: trust, clusters: { payments: { entries: { [arn]: isClusterAdmin } } } };
}

function passing(service: string, ...actions: readonly string[]): readonly Statement[] {
  return [
    allow(actions),
    allow(
      ['iam:PassRole'],
      ['*'],
      condition('StringEquals', 'iam:PassedToService', `${service}.amazonaws.com`),
    ),
  ];
}

/** A role that trusts the service and may do this, before a cluster with one of everything. */
function withRole(service: string, ...may: readonly Statement[]): AccountSketch {
  return {
    roles: {
      [strong]: { ...mayDo(...may), trust: [trusting({ Service: [`${service}.amazonaws.com`] })] },
    },
    clusters: {
      payments: {
        associations: { 'web/app': ops },
        addons: [
          {
            name: 'ebs',
            arn: 'arn:aws:eks:eu-west-1:012345678901:addon/payments/ebs/1',
            podIdentityAssociations: [],
          },
        ],
        capabilities: [
          {
            name: 'cd',
            arn: 'arn:aws:eks:eu-west-1:012345678901:capability/payments/argocd/cd/1',
            type: 'ARGOCD',
            roleArn: ops,
            rbacRoleMappings: [],
          },
          {
            name: 'kro',
            arn: 'arn:aws:eks:eu-west-1:012345678901:capability/payments/kro/kro/1',
            type: 'KRO',
            roleArn: ops,
            rbacRoleMappings: [],
          },
        ],
      },
    },
  };
}

const direct: Readonly<Record<string, Case>> = {
  'may do anything in EKS, each way once': {
    may: [allow(['eks:*'])],
    in: { clusters: { payments: {}, search: {} } },
    grants: [
      'CRITICAL access-entry: create an access entry with AmazonEKSClusterAdminPolicy over the whole cluster in eu-west-1/payments,eu-west-1/search',
      'CRITICAL identity-provider: have the cluster believe an identity provider of its own in eu-west-1/payments,eu-west-1/search',
    ],
  },
  'may read EKS': { may: [allow(['eks:Describe*', 'eks:List*'])], in: onePlainCluster, grants: [] },
  'may do anything in EKS, where there is no cluster': { may: [allow(['eks:*'])], grants: [] },
  'creates entries and gives them access policies in one cluster': {
    may: [allow(['eks:CreateAccessEntry'], [payments]), allow(associate, [entries])],
    in: { clusters: { payments: {}, search: {} } },
    grants: [
      'CRITICAL access-entry: create an access entry with AmazonEKSClusterAdminPolicy over the whole cluster in eu-west-1/payments',
    ],
  },
  'creates entries in one cluster and gives access policies in another': {
    may: [
      allow(['eks:CreateAccessEntry'], ['arn:aws:eks:eu-west-1:012345678901:cluster/search']),
      allow(associate, [entries]),
    ],
    in: { clusters: { payments: {}, search: {} } },
    grants: [
      `HIGH access-entry-with-groups: create an access entry in any Kubernetes group if ${inGroup} in eu-west-1/search`,
    ],
  },
  'creates entries for one named role only': {
    may: [
      allow(
        ['eks:CreateAccessEntry'],
        [payments],
        condition('StringEquals', 'eks:principalArn', ops),
      ),
      allow(associate, [entries]),
    ],
    in: onePlainCluster,
    grants: [
      'CRITICAL access-entry: create an access entry with AmazonEKSClusterAdminPolicy over the whole cluster in eu-west-1/payments',
    ],
  },
  'creates entries under a condition that only associations can meet': {
    may: [
      allow(
        ['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'],
        ['*'],
        condition('StringLike', 'eks:policyArn', '*'),
      ),
      allow(['eks:UpdateClusterConfig'], ['*'], condition('Bool', 'eks:loggingType/audit', 'true')),
    ],
    in: { clusters: { payments: { authenticationMode: 'API_AND_CONFIG_MAP' } } },
    grants: [
      'LOW authentication-mode: change how the cluster authenticates IAM principals if Bool eks:loggingType/audit true in eu-west-1/payments',
    ],
  },
  'creates entries under a condition that holds where it says nothing': {
    may: [
      allow(
        ['eks:CreateAccessEntry'],
        ['*'],
        condition('StringEqualsIfExists', 'eks:policyArn', view),
      ),
      allow(associate),
    ],
    in: onePlainCluster,
    grants: [
      'CRITICAL access-entry: create an access entry with AmazonEKSClusterAdminPolicy over the whole cluster in eu-west-1/payments',
    ],
  },
  'creates entries of nodes only': {
    may: [
      allow(
        ['eks:CreateAccessEntry'],
        [payments],
        condition('StringEquals', 'eks:accessEntryType', 'EC2_LINUX'),
      ),
      allow(associate, [entries]),
    ],
    in: onePlainCluster,
    grants: [],
  },
  'creates entries where aws-auth alone counts': {
    may: [create, allow(associate)],
    in: { clusters: { payments: { authenticationMode: 'CONFIG_MAP' } } },
    grants: [],
  },
  'switches entries on and creates them': {
    may: [create, allow([...associate, 'eks:UpdateClusterConfig'])],
    in: { clusters: { payments: { authenticationMode: 'CONFIG_MAP' } } },
    grants: [
      'CRITICAL access-entry: create an access entry with AmazonEKSClusterAdminPolicy over the whole cluster in eu-west-1/payments',
      'MEDIUM authentication-mode: change how the cluster authenticates IAM principals in eu-west-1/payments',
    ],
  },
  'gives the entries that are there access policies': {
    may: [allow(associate, [entries])],
    in: { clusters: { payments: { entries: { [slr]: [], [ops]: [] } } } },
    grants: [
      `CRITICAL access-policy: give an access entry AmazonEKSClusterAdminPolicy over the whole cluster via ${ops} in eu-west-1/payments`,
    ],
  },
  'gives access policies where only AWS has an entry': {
    may: [allow(associate, [entries])],
    in: { clusters: { payments: { entries: { [slr]: [] } } } },
    grants: [],
  },
  'gives access policies to the entries of a tag': {
    may: [allow(associate, [entries], condition('StringEquals', 'aws:ResourceTag/team', 'a'))],
    in: { clusters: { payments: { entries: { [ops]: [] } } } },
    grants: [
      `HIGH access-policy: give an access entry AmazonEKSClusterAdminPolicy over the whole cluster via ${ops} if StringEquals aws:ResourceTag/team a in eu-west-1/payments`,
    ],
  },
  'puts the entries that are there into groups': {
    may: [allow(['eks:UpdateAccessEntry'], [entries])],
    in: { clusters: { payments: { entries: { [ops]: [] } } } },
    grants: [
      `HIGH access-entry-groups: put an access entry into any Kubernetes group via ${ops} if ${inGroup} in eu-west-1/payments`,
    ],
  },
  'puts entries into groups of a kind': {
    may: [
      allow(
        ['eks:UpdateAccessEntry', 'eks:CreateAccessEntry'],
        ['*'],
        condition('ForAllValues:StringLike', 'eks:kubernetesGroups', 'team-*'),
      ),
    ],
    in: { clusters: { payments: { entries: { [ops]: [] } } } },
    grants: [],
  },
  'brings its own identity provider': {
    may: [allow(['eks:AssociateIdentityProviderConfig'], [payments])],
    in: onePlainCluster,
    grants: [
      'CRITICAL identity-provider: have the cluster believe an identity provider of its own in eu-west-1/payments',
    ],
  },
  'brings one identity provider of the organization': {
    may: [
      allow(
        ['eks:AssociateIdentityProviderConfig'],
        [payments],
        condition('StringEquals', 'eks:issuerUrl', 'https://idp.example.com'),
      ),
    ],
    in: onePlainCluster,
    grants: [],
  },
  'changes the authentication mode': {
    may: [allow(['eks:UpdateClusterConfig'])],
    in: { clusters: { payments: { authenticationMode: 'API_AND_CONFIG_MAP' }, search: {} } },
    grants: [
      'MEDIUM authentication-mode: change how the cluster authenticates IAM principals in eu-west-1/payments',
    ],
  },
  'changes the authentication mode to entries alone': {
    may: [
      allow(
        ['eks:UpdateClusterConfig'],
        ['*'],
        condition('StringEquals', 'eks:authenticationMode', 'API'),
      ),
    ],
    in: {
      clusters: {
        payments: { authenticationMode: 'API_AND_CONFIG_MAP' },
        search: { authenticationMode: 'CONFIG_MAP' },
      },
    },
    grants: [
      'MEDIUM authentication-mode: change how the cluster authenticates IAM principals in eu-west-1/payments',
    ],
  },
  'updates the cluster but for its authentication mode': {
    may: [
      allow(
        ['eks:UpdateClusterConfig'],
        ['*'],
        condition('Null', 'eks:authenticationMode', 'true'),
      ),
    ],
    in: { clusters: { payments: { authenticationMode: 'CONFIG_MAP' } } },
    grants: [],
  },
  'makes IAM believe a provider of its own': {
    may: [allow(['iam:CreateOpenIDConnectProvider'])],
    in: onePlainCluster,
    grants: [
      'MEDIUM oidc-provider: have IAM believe an OIDC provider of its own in eu-west-1/payments',
    ],
  },
  'changes what IAM believes of the tokens of the cluster': {
    may: [
      allow(
        ['iam:AddClientIDToOpenIDConnectProvider', 'iam:UpdateOpenIDConnectProviderThumbprint'],
        [providerArn],
      ),
    ],
    in: {
      clusters: { payments: { oidcIssuer: `https://${issuer}` }, search: {} },
      more: [
        known(factKeys.oidcProvider(providerArn), { arn: providerArn, issuer, clientIds: [] }),
        known(factKeys.oidcProviders(), [providerArn]),
      ],
    },
    grants: [
      `MEDIUM oidc-provider-audience: have IAM take tokens of the cluster that are meant for others via ${providerArn} in eu-west-1/payments`,
      `MEDIUM oidc-provider-thumbprint: choose which certificate IAM takes for the cluster's via ${providerArn} in eu-west-1/payments`,
    ],
  },
  'changes a provider that the cluster has not': {
    may: [allow(['iam:AddClientIDToOpenIDConnectProvider'])],
    in: {
      clusters: { payments: { oidcIssuer: `https://${issuer}` } },
      more: [known(factKeys.oidcProviders(), [])],
    },
    grants: [],
  },
  'assumes a role that is cluster admin': {
    may: [allow(['sts:AssumeRole'], [ops])],
    in: mapped(ops, { [ops]: { trust: [trusting(root)] } }),
    grants: [
      `CRITICAL assume-mapped-role: assume a role that is cluster admin by its access entry via ${ops} in eu-west-1/payments`,
    ],
  },
  'assumes a role that rules a sensitive namespace': {
    may: [allow(['sts:AssumeRole'], [ops])],
    in: {
      roles: { [ops]: { trust: [trusting(root)] } },
      clusters: {
        payments: { entries: { [ops]: [policy('AmazonEKSEditPolicy', namespaces('kube-*'))] } },
      },
    },
    grants: [
      `CRITICAL assume-mapped-role: assume a role that is cluster admin by its access entry via ${ops} in eu-west-1/payments`,
    ],
  },
  'assumes a role that rules a namespace like others': {
    may: [allow(['sts:AssumeRole'], [ops])],
    in: {
      roles: { [ops]: { trust: [trusting(root)] } },
      clusters: {
        payments: { entries: { [ops]: [policy('AmazonEKSAdminPolicy', namespaces('web'))] } },
      },
    },
    grants: [],
  },
  'assumes a role that is cluster admin, which asks for a second factor': {
    may: [allow(['sts:AssumeRole'], [ops])],
    in: mapped(ops, {
      [ops]: {
        trust: [
          trusting(
            root,
            ['sts:AssumeRole'],
            condition('Bool', 'aws:MultiFactorAuthPresent', 'true'),
          ),
        ],
      },
    }),
    grants: [],
  },
  'assumes a role that is cluster admin, if it gives an external id': {
    may: [allow(['sts:AssumeRole'], [ops])],
    in: mapped(ops, {
      [ops]: {
        trust: [
          trusting(root, ['sts:AssumeRole'], condition('StringEquals', 'sts:ExternalId', 'x')),
        ],
      },
    }),
    grants: [
      `HIGH assume-mapped-role: assume a role that is cluster admin by its access entry via ${ops} if StringEquals sts:ExternalId x in eu-west-1/payments`,
    ],
  },
  'may assume a role that does not trust it': {
    may: [allow(['sts:AssumeRole'])],
    in: mapped(ops, { [ops]: { trust: [trusting({ Service: ['ec2.amazonaws.com'] })] } }),
    grants: [],
  },
  'assumes a role that may only read the cluster': {
    may: [allow(['sts:AssumeRole'])],
    in: {
      roles: { [ops]: { trust: [trusting(root)] } },
      clusters: { payments: { entries: { [ops]: [policy('AmazonEKSViewPolicy', wholeCluster)] } } },
    },
    grants: [],
  },
  'rewrites the trust of a role that is as good as cluster admin': {
    may: [allow(['iam:UpdateAssumeRolePolicy'], [ops])],
    in: {
      roles: { [ops]: {} },
      clusters: { payments: { entries: { [ops]: [policy('AmazonEKSEditPolicy', wholeCluster)] } } },
    },
    grants: [
      `CRITICAL trust-of-mapped-role: let itself into a role that is cluster admin by its access entry via ${ops} in eu-west-1/payments`,
    ],
  },
  'rewrites the trust of roles with a boundary, which this one has not': {
    may: [
      allow(
        ['iam:UpdateAssumeRolePolicy'],
        ['*'],
        condition('StringEquals', 'iam:PermissionsBoundary', view),
      ),
    ],
    in: mapped(ops, { [ops]: {} }),
    grants: [],
  },
  'is itself cluster admin, which is no grant': {
    may: [allow(['sts:AssumeRole', 'iam:UpdateAssumeRolePolicy'])],
    in: mapped(me),
    grants: [],
  },
};

const limits: Readonly<Record<string, readonly [readonly Condition[], string]>> = {
  AmazonEKSViewPolicy: [[condition('StringEquals', 'eks:policyArn', view)], 'nothing'],
  'ordinary namespaces': [
    [
      condition('StringEquals', 'eks:accessScope', 'namespace'),
      condition('ForAllValues:StringLike', 'eks:namespaces', 'team-*'),
    ],
    'nothing',
  ],
  'ordinary namespaces, said without the scope': [
    [condition('ForAllValues:StringLike', 'eks:namespaces', 'team-*')],
    'CRITICAL AmazonEKSClusterAdminPolicy over the whole cluster',
  ],
  'namespaces of any name': [
    [condition('StringEquals', 'eks:accessScope', 'namespace')],
    'CRITICAL AmazonEKSClusterAdminPolicy over namespace kube-system',
  ],
  'a sensitive namespace': [
    [
      condition('StringEquals', 'eks:accessScope', 'namespace'),
      condition('ForAnyValue:StringEquals', 'eks:namespaces', 'flux-system'),
    ],
    'CRITICAL AmazonEKSClusterAdminPolicy over namespace flux-system',
  ],
  AmazonEKSAdminPolicy: [
    [condition('StringEquals', 'eks:policyArn', admin)],
    'CRITICAL AmazonEKSAdminPolicy over the whole cluster',
  ],
  'all but cluster admin': [
    [condition('StringNotLike', 'eks:policyArn', '*ClusterAdminPolicy')],
    'CRITICAL AmazonEKSAdminPolicy over the whole cluster',
  ],
  'the Secrets of the cluster': [
    [condition('StringLike', 'eks:policyArn', '*/AmazonEKSSecretReaderPolicy')],
    'HIGH AmazonEKSSecretReaderPolicy over the whole cluster',
  ],
  'the Secrets of a namespace': [
    [
      condition('StringLike', 'eks:policyArn', '*/AmazonEKSSecretReaderPolicy'),
      condition('StringEquals', 'eks:accessScope', 'namespace'),
    ],
    'nothing',
  ],
  'policies of service-linked roles': [
    [condition('StringLike', 'eks:policyArn', '*/AmazonEKSLoadBalancingClusterPolicy')],
    'nothing',
  ],
};

const byRole: Readonly<Record<string, readonly [service: string, action: string]>> = {
  'pod-identity-association': ['pods.eks', 'eks:CreatePodIdentityAssociation'],
  'pod-identity-association-role': ['pods.eks', 'eks:UpdatePodIdentityAssociation'],
  'add-on-pod-identity': ['pods.eks', 'eks:CreateAddon'],
  'add-on-role-pod-identity': ['pods.eks', 'eks:UpdateAddon'],
  capability: ['capabilities.eks', 'eks:CreateCapability'],
  'capability-role': ['capabilities.eks', 'eks:UpdateCapability'],
  'node-group': ['ec2', 'eks:CreateNodegroup'],
  'fargate-profile': ['eks-fargate-pods', 'eks:CreateFargateProfile'],
};

/** What each of these is worth by the role: one that leads to cluster admin, a stronger one, any. */
const worth: Readonly<Record<string, readonly [string, string, string]>> = {
  'pod-identity-association': ['CRITICAL', 'HIGH', 'nothing'],
  'pod-identity-association-role': ['CRITICAL', 'HIGH', 'nothing'],
  'add-on-pod-identity': ['HIGH', 'HIGH', 'nothing'],
  'add-on-role-pod-identity': ['HIGH', 'HIGH', 'nothing'],
  capability: ['CRITICAL', 'HIGH', 'nothing'],
  'capability-role': ['CRITICAL', 'HIGH', 'nothing'],
  'node-group': ['CRITICAL', 'HIGH', 'HIGH'],
  'fargate-profile': ['MEDIUM', 'MEDIUM', 'MEDIUM'],
};

describe('clusterAccessGrants', () => {
  test.each(Object.entries(direct))('of who %s', (_, { may, in: sketch, config, grants }) => {
    expect(grantsOf(may, sketch, config)).toEqual(grants);
  });

  test.each(Object.entries(limits))(
    'of who associates policies held to %s',
    (_, [limit, gives]) => {
      const may = [allow(associate, ['*'], ...limit)];
      const [grant = 'nothing'] = grantsOf(may, {
        clusters: { payments: { entries: { [ops]: [] } } },
      });
      const words = / access-policy: give an access entry (.*) via .*/.exec(grant)?.[1];
      expect(words === undefined ? grant : `${grant.split(' ')[0]} ${words}`).toBe(gives);
    },
  );

  test('takes sensitive namespaces from the configuration', () => {
    const limit = condition('ForAnyValue:StringEquals', 'eks:namespaces', 'vault');
    const may = [allow(associate, ['*'], limit)];
    const sketch = { clusters: { payments: { entries: { [ops]: [] } } } };
    expect(grantsOf(may, sketch)).toEqual([]);
    expect(grantsOf(may, sketch, { sensitiveNamespaces: ['vault'] })).toEqual([
      `CRITICAL access-policy: give an access entry AmazonEKSClusterAdminPolicy over namespace vault via ${ops} in eu-west-1/payments`,
    ]);
  });

  test.each(Object.entries(byRole))('%s is worth what the role is', (id, [service, action]) => {
    const leads = [create, allow(associate)];
    const severityWith = (...may: readonly Statement[]) =>
      severityOf(id, grantsOf(passing(service, action), withRole(service, ...may)));
    expect([severityWith(...leads), severityWith(reads), severityWith()]).toEqual(worth[id]);
    expect(severityOf(id, grantsOf([allow([action])], withRole(service, reads)))).toBe('nothing');
    expect(severityOf(id, grantsOf(passing('other', action), withRole(service, reads)))).toBe(
      'nothing',
    );
  });

  test.each([
    ['an administrator', [allow(['*'])], {}],
    ['cluster admin by its entry', [], { [strong]: isClusterAdmin }],
  ])('a role leads to cluster admin that is %s', (_, may, entriesOf) => {
    const sketch = withRole('pods.eks', ...may);
    const clusters = { payments: { ...sketch.clusters?.['payments'], entries: entriesOf } };
    const grants = grantsOf(passing('pods.eks', 'eks:CreatePodIdentityAssociation'), {
      ...sketch,
      clusters,
    });
    expect(grants).toEqual([
      `CRITICAL pod-identity-association: hand a role to pods by a new Pod Identity association via ${strong} in eu-west-1/payments`,
    ]);
  });

  test('a role of nodes that does what nodes do is a prize to nobody', () => {
    const worker = 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore';
    const trust = [trusting({ Service: ['pods.eks.amazonaws.com'] })];
    const grants = grantsOf(passing('pods.eks', 'eks:CreatePodIdentityAssociation'), {
      roles: { [strong]: { trust, attached: { [worker]: [allow(['ssm:GetParameter'])] } } },
      clusters: { payments: {} },
    });
    expect(grants).toEqual([]);
  });

  test('hands roles of IRSA to the service accounts of add-ons', () => {
    const provider = { Federated: [providerArn] };
    const sketch = withRole('ec2', reads);
    const trust = [trusting(provider, ['sts:AssumeRoleWithWebIdentity'])];
    const roles = { [strong]: { ...mayDo(reads), trust } };
    const may = [allow(['eks:CreateAddon', 'eks:UpdateAddon']), allow(['iam:PassRole'], [strong])];
    expect(grantsOf(may, { ...sketch, roles })).toEqual([
      `HIGH add-on-role-service-account: hand another role to an add-on that is there via ${strong} in eu-west-1/payments`,
      `HIGH add-on-service-account: hand a role to a new add-on via ${strong} in eu-west-1/payments`,
    ]);
  });

  test('chooses the administrators of Argo CD, which other capabilities have not', () => {
    expect(grantsOf([allow(['eks:UpdateCapability'])], withRole('ec2'))).toEqual([
      'HIGH capability-admins: choose the administrators of Argo CD via arn:aws:eks:eu-west-1:012345678901:capability/payments/argocd/cd/1 in eu-west-1/payments',
    ]);
  });

  test('names services as the partition does', () => {
    const account = { accountId: '012345678901', partition: 'aws-cn' };
    const service = 'ec2.amazonaws.com.cn';
    const arn = strong.replace('aws', 'aws-cn');
    const { facts, actor } = actorIn(
      {
        roles: {
          [me.replace('aws', 'aws-cn')]: mayDo(allow(['eks:CreateNodegroup', 'iam:PassRole'])),
          [arn]: { trust: [trusting({ Service: [service] })] },
        },
        clusters: { payments: {} },
      },
      me.replace('aws', 'aws-cn'),
      { account },
    );
    expect(clusterAccessGrants(facts, actor).map(({ through }) => through)).toEqual([arn]);
  });
});

test('every row says what it takes and where it is from', () => {
  const told = [
    ...Object.values(direct).flatMap(({ grants }) => grants.map(idOf)),
    ...Object.keys(byRole),
    'access-policy',
    'add-on-service-account',
    'add-on-role-service-account',
    'capability-admins',
  ];
  expect(new Set(told)).toEqual(new Set(clusterAccessRows.map(({ id }) => id)));
  for (const { does, source, actions } of clusterAccessRows) {
    expect(does).toMatch(/^[a-z]+ .+[^.]$/);
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.*\.html$/);
    expect(actions.every((action) => /^(eks|iam|sts):[A-Z]/.test(action))).toBe(true);
  }
});

function idOf(grant: string): string {
  return /^[A-Z]+ ([a-z-]+):/.exec(grant)?.[1] ?? '';
}

function severityOf(id: string, grants: readonly string[]): string {
  return grants.find((grant) => idOf(grant) === id)?.split(' ')[0] ?? 'nothing';
}

function grantsOf(
  may: readonly Statement[],
  sketch: AccountSketch = {},
  config: Partial<Config> = {},
): readonly string[] {
  const account = { ...sketch, roles: { [me]: mayDo(...may), ...sketch.roles } };
  const { facts, actor } = actorIn(account, me, { config });
  return clusterAccessGrants(facts, actor)
    .map((grant) => {
      const { id, does, through, ability, clusters = [] } = grant;
      const via = through === undefined ? '' : ` via ${through}`;
      const turns = ability.turnsOn.length === 0 ? '' : ` if ${ability.turnsOn.join(' and ')}`;
      return `${grantSeverity(grant)} ${id}: ${does}${via}${turns} in ${clusters.join()}`;
    })
    .sort();
}
