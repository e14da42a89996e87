import { describe, expect, it } from 'vitest';
import { accessMap } from '../../../shared/access/access-map.ts';
import type { AccessMap, MappedGrant } from '../../../shared/model/access-map.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { roleLine } from '../../support/aws-auth.ts';
import { clusterEstate, type InCluster } from '../../support/cluster-estates.ts';
import { ci, namespaces, wholeCluster } from '../../support/eks.ts';
import { denied, gone, known } from '../../support/facts.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  roleBinding,
  rule,
  user,
} from '../../support/rbac.ts';

const payments = { region: 'eu-west-1', name: 'payments' };
const policy = (name: string) => `arn:aws:eks::aws:cluster-access-policy/${name}`;
const everything = rule('*', '*', { apiGroups: ['*'] });

function mapOf(given: InCluster): AccessMap {
  return accessMap(clusterEstate(given), payments);
}

/** `who: chain = level over reach`. */
function told(grants: readonly MappedGrant[]): readonly string[] {
  return grants.map(({ who, chain, power }) => {
    const by = chain.map(({ kind, name }) => `${kind} ${name}`).join(' > ');
    if (power === undefined) return `${who}: ${by} = not known`;
    const { level, reach } = power;
    return `${who}: ${by} = ${level} over ${reach.kind === 'cluster' ? 'all' : reach.namespaces.join(',')}`;
  });
}

describe('the map of who has power in a cluster', () => {
  it('has a grant for each access policy, strongest first', () => {
    const { grants } = mapOf({
      entries: [
        {
          principalArn: ci,
          policies: [
            { policyArn: policy('AmazonEKSViewPolicy'), accessScope: wholeCluster },
            { policyArn: policy('AmazonEKSNewPolicy'), accessScope: wholeCluster },
            { policyArn: 'no-policy', accessScope: wholeCluster },
            { policyArn: policy('AmazonEKSEditPolicy'), accessScope: namespaces('shop') },
          ],
        },
      ],
    });
    expect(told(grants)).toEqual([
      `${ci}: access entry STANDARD > access policy AmazonEKSEditPolicy = secrets over shop`,
      `${ci}: access entry STANDARD > access policy AmazonEKSNewPolicy = not known`,
      `${ci}: access entry STANDARD > access policy no-policy = not known`,
      `${ci}: access entry STANDARD > access policy AmazonEKSViewPolicy = read over all`,
    ]);
  });

  it('follows groups of access entries and of aws-auth to their bindings', () => {
    const { grants } = mapOf({
      entries: [{ principalArn: ci, kubernetesGroups: ['ops'] }],
      awsAuth: {
        roles: [
          roleLine('arn:aws:iam::012345678901:role/root', { groups: ['system:masters'] }),
          roleLine('arn:aws:iam::012345678901:role/idle', { groups: ['nobody'] }, 1),
        ],
      },
      rbac: {
        clusterRoles: [clusterRole('all', everything), clusterRole('read', rule('get', 'secrets'))],
        clusterRoleBindings: [
          clusterRoleBinding('ops', 'all', group('ops')),
          clusterRoleBinding('ops-too', 'all', group('ops')),
        ],
      },
    });
    expect(told(grants)).toEqual([
      `${ci}: access entry STANDARD > group ops > binding ClusterRoleBinding ops and 1 more = cluster-admin over all`,
      'arn:aws:iam::012345678901:role/root: aws-auth mapRoles[0] > group system:masters = cluster-admin over all',
      'arn:aws:iam::012345678901:role/idle: aws-auth mapRoles[1] = none over all',
    ]);
  });

  it('has the subjects of bindings that no principal goes by, but for what Kubernetes binds itself', () => {
    const { grants } = mapOf({
      entries: [{ principalArn: ci, kubernetesGroups: ['ops'] }],
      rbac: {
        clusterRoles: [
          clusterRole('all', everything),
          clusterRole('read', rule('get', 'secrets')),
          clusterRole('cluster-admin', everything),
        ],
        clusterRoleBindings: [
          clusterRoleBinding('ops', 'all', group('ops')),
          clusterRoleBinding('zoe', 'read', user('zoe')),
          clusterRoleBinding('cluster-admin', 'cluster-admin', group('system:masters')),
        ],
        roleBindings: [roleBinding('shop/bot', 'ClusterRole read', account('shop/bot'))],
      },
    });
    expect(told(grants)).toEqual([
      `${ci}: access entry STANDARD > group ops > binding ClusterRoleBinding ops = cluster-admin over all`,
      'user:zoe: binding ClusterRoleBinding zoe = secrets over all',
      'system:serviceaccount:shop:bot: binding RoleBinding shop/bot = secrets over shop',
    ]);
  });

  it('has a row for each of them, and the namespaces with the patterns that none of them has', () => {
    const map = mapOf({
      entries: [
        {
          principalArn: ci,
          policies: [
            { policyArn: policy('AmazonEKSViewPolicy'), accessScope: wholeCluster },
            {
              policyArn: policy('AmazonEKSEditPolicy'),
              accessScope: namespaces('dev-*', 'soon-*'),
            },
          ],
        },
      ],
      rbac: { namespaces: ['shop', 'dev-1'].map((name) => ({ name, labels: {} })) },
    });
    expect(map.namespaces).toEqual(['dev-1', 'shop', 'soon-*']);
    expect(map.rows).toEqual([
      {
        who: ci,
        overCluster: 'read',
        inNamespaces: new Map([
          ['dev-1', 'secrets'],
          ['soon-*', 'secrets'],
        ]),
        isPartlyKnown: false,
      },
    ]);
  });

  it('knows which roles are handed to pods', () => {
    const association = {
      ...{ associationId: 'a', associationArn: 'a', namespace: 'shop', serviceAccount: 'bot' },
      ...{ roleArn: ci, disableSessionTags: false },
    };
    const bare = { annotations: {}, labels: {}, secrets: [] };
    const { workloads } = mapOf({
      facts: [
        known(factKeys.podIdentityAssociations(payments), ['shop/bot', 'shop/far', 'shop/gone']),
        known(factKeys.podIdentityAssociation(payments, 'shop/bot'), association),
        known(factKeys.podIdentityAssociation(payments, 'shop/far'), {
          ...association,
          serviceAccount: 'far',
          targetRoleArn: 'arn:aws:iam::444455556666:role/far',
        }),
      ],
      rbac: {
        serviceAccounts: [
          { namespace: 'bank', name: 'till', roleArn: ci, ...bare },
          { namespace: 'bank', name: 'none', ...bare },
          { namespace: 'shop', name: 'bot', roleArn: ci, ...bare },
        ],
      },
    });
    expect(workloads).toEqual([
      { serviceAccount: 'bank/till', by: 'IRSA', roleArn: ci },
      { serviceAccount: 'shop/bot', by: 'IRSA', roleArn: ci },
      { serviceAccount: 'shop/bot', by: 'Pod Identity', roleArn: ci },
      {
        ...{ serviceAccount: 'shop/far', by: 'Pod Identity', roleArn: ci },
        targetRoleArn: 'arn:aws:iam::444455556666:role/far',
      },
    ]);
  });

  it('says what was not read, and what nobody knows', () => {
    const { described, gaps } = mapOf({
      entries: [
        {
          principalArn: ci,
          policies: [{ policyArn: policy('AmazonEKSNewPolicy'), accessScope: wholeCluster }],
        },
      ],
      facts: [
        denied(factKeys.rbacRoles(payments)),
        denied(factKeys.clusterRoleBindings(payments)),
        denied(factKeys.podIdentityAssociations(payments)),
        denied(factKeys.serviceAccounts(payments)),
      ],
    });
    expect(described?.name).toBe('payments');
    expect(gaps.unread.map((gap) => gap.split(':')[0])).toEqual([
      'k8s-roles eu-west-1/payments',
      'k8s-clusterrolebindings eu-west-1/payments',
      'k8s-serviceaccounts eu-west-1/payments',
      'pod-identity-associations eu-west-1/payments',
    ]);
    expect(gaps.unknown).toEqual([
      `what ${ci} may do besides: the rules of AmazonEKSNewPolicy are not known`,
    ]);
  });

  it('takes aws-auth for what it is in each authentication mode, and whether it is there', () => {
    const levelOf = (verb: string, given: InCluster) =>
      mapOf({
        ...given,
        rbac: {
          clusterRoles: [clusterRole('maps', rule(verb, 'configmaps'))],
          roleBindings: [roleBinding('kube-system/maps', 'ClusterRole maps', user('zoe'))],
        },
      }).grants[0]?.power?.level;
    const both = { cluster: { authenticationMode: 'API_AND_CONFIG_MAP' } };
    const without = { ...both, facts: [gone(factKeys.awsAuth(payments))] };
    expect([
      levelOf('update', both),
      levelOf('update', { cluster: { authenticationMode: 'API' } }),
      levelOf('create', both),
      levelOf('create', without),
    ]).toEqual(['cluster-admin-equivalent', 'write', 'write', 'cluster-admin-equivalent']);
  });
});
