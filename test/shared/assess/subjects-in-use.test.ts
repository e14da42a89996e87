import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../shared/model/fact.ts';
import { absent, present, unread } from '../../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import type { SubjectKind } from '../../../shared/rules/rule.ts';
import { cluster } from '../../support/eks.ts';
import { prodRef, roleArn } from '../../support/estate.ts';
import { actions, federated, role, services, statement } from '../../support/iam.ts';
import { listed, type Readings } from '../../support/subjects.ts';

const [app, node] = [roleArn('app'), roleArn('node')];
const devRef = { region: 'eu-west-1', name: 'dev' };
const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF';
const irsa = statement({
  principals: federated(`arn:aws:iam::012345678901:oidc-provider/${issuer}`),
  actions: actions('sts:AssumeRoleWithWebIdentity'),
});
const pods = statement({
  principals: services('pods.eks.amazonaws.com'),
  actions: actions('sts:AssumeRole'),
});
const lambda = { ...pods, principals: services('lambda.amazonaws.com') };

/** Two roles that trust nobody in particular, and two clusters in which nothing is. */
const quiet: Readings = [
  [factKeys.roles(), present([app, node], 1)],
  ...[app, node].flatMap((arn) => [
    [factKeys.role(arn), present(role(arn), 1)] as const,
    [factKeys.trustPolicy(arn), present({ statements: [lambda] }, 1)] as const,
  ]),
  [factKeys.clusters('eu-west-1'), present(['prod', 'dev'], 1)],
  ...[prodRef, devRef].flatMap((ref) => [
    [factKeys.cluster(ref), present(cluster(ref), 1)] as const,
    [factKeys.podIdentityAssociations(ref), present([], 1)] as const,
    [factKeys.capabilities(ref), present([], 1)] as const,
    [factKeys.nodegroups(ref), present([], 1)] as const,
    [factKeys.accessEntries(ref), present([], 1)] as const,
  ]),
];

/** Where a key is given twice, the last reading counts. */
function found(
  kind: SubjectKind,
  ...facts: readonly (readonly [FactKey<unknown>, Fact<unknown>])[]
) {
  const { candidates, gaps } = listed(kind, [...quiet, ...facts]);
  return {
    subjects: candidates.map(({ subject }) => subject),
    restsOn: candidates.map(({ touched }) => touched),
    gaps: gaps.map(({ kind: of, region, clusterName, resourceId, key, reason }) => {
      expect([of, region, clusterName]).toEqual([kind, 'global', undefined]);
      return [resourceId, key, reason];
    }),
  };
}

const trust = (...statements: readonly (typeof irsa)[]) =>
  [factKeys.trustPolicy(app), present({ statements }, 1)] as const;

const name = 'web/app';
const association = (targetRoleArn?: string) =>
  [
    [factKeys.podIdentityAssociations(prodRef), present([name], 1)],
    [
      factKeys.podIdentityAssociation(prodRef, name),
      present({ namespace: 'web', serviceAccount: 'app', roleArn: app, targetRoleArn }, 1),
    ],
  ] as const;
const use = { cluster: prodRef, namespace: 'web', serviceAccount: 'app' };

describe('workload roles', () => {
  it('are none where no trust policy and no cluster lets workloads in', () => {
    expect(found('workloadRole')).toEqual({ subjects: [], restsOn: [], gaps: [] });
  });

  it('are global, by their ARN', () => {
    expect(listed('workloadRole', [...quiet, trust(irsa)]).candidates).toEqual([
      {
        subjectId: app,
        place: { region: 'global' },
        resource: { type: 'AWS::IAM::Role', id: app },
        touched: [`fact role iam ${app}`, `fact trust-policy iam ${app}`],
        subject: { role: role(app), uses: [{ kind: 'irsa' }] },
      },
    ]);
  });

  it('are those that Pod Identity may assume', () => {
    expect(found('workloadRole', trust(pods)).subjects).toEqual([
      { role: role(app), uses: [{ kind: 'pod-identity' }] },
    ]);
  });

  it('are those that an association hands out, and the one that it goes on to', () => {
    const key = factKeys.podIdentityAssociation(prodRef, name);
    expect(found('workloadRole', ...association(node))).toEqual({
      subjects: [
        { role: role(app), uses: [{ kind: 'association', ...use }] },
        { role: role(node), uses: [{ kind: 'target', ...use }] },
      ],
      restsOn: [
        [`fact role iam ${app}`, `fact ${key}`],
        [`fact role iam ${node}`, `fact ${key}`],
      ],
      gaps: [],
    });
  });

  it('are those that a capability uses', () => {
    const [list, key] = [factKeys.capabilities(prodRef), factKeys.capability(prodRef, 'argocd')];
    const capability = present({ name: 'argocd', roleArn: app }, 1);
    expect(found('workloadRole', [list, present(['argocd'], 1)], [key, capability])).toMatchObject({
      subjects: [
        { role: role(app), uses: [{ kind: 'capability', cluster: prodRef, capability: 'argocd' }] },
      ],
      restsOn: [[`fact role iam ${app}`, `fact ${key}`]],
    });
  });

  it('have each of their uses, in one order whatever came first', () => {
    const [subject] = found('workloadRole', trust(pods, irsa), ...association()).subjects;
    expect(subject).toEqual({
      role: role(app),
      uses: [{ kind: 'association', ...use }, { kind: 'irsa' }, { kind: 'pod-identity' }],
    });
  });

  it('are only those of the account that exist', () => {
    const facts = [[factKeys.roles(), present([node], 1)] as const, ...association()];
    expect(found('workloadRole', ...facts).subjects).toEqual([]);
  });

  it('that could not be read are subjects of which nothing can be said', () => {
    const denied = [factKeys.role(app), unread('denied', 1)] as const;
    expect(found('workloadRole', trust(irsa), denied).subjects).toEqual([
      `UnreadFact: role iam ${app}: denied`,
    ]);
  });

  it.each<[string, string | undefined, FactKey<unknown>]>([
    ['the list of roles', undefined, factKeys.roles()],
    ['a trust policy, inside its role', app, factKeys.trustPolicy(app)],
    ['the list of clusters', undefined, factKeys.clusters('eu-west-1')],
    ['the associations of a cluster', undefined, factKeys.podIdentityAssociations(prodRef)],
    ['an association', undefined, factKeys.podIdentityAssociation(prodRef, name)],
    ['the capabilities of a cluster', undefined, factKeys.capabilities(devRef)],
  ])('may be hidden by an unread fact: %s', (_, resourceId, key) => {
    const facts = [...association(), [key, unread('denied', 1)] as const];
    expect(found('workloadRole', ...facts).gaps).toEqual([[resourceId, key, 'denied']]);
  });

  it('may be hidden by a capability that could not be described', () => {
    const [list, key] = [factKeys.capabilities(prodRef), factKeys.capability(prodRef, 'ack')];
    const facts = [[list, present(['ack'], 1)] as const, [key, unread('denied', 1)] as const];
    expect(found('workloadRole', ...facts).gaps).toEqual([[undefined, key, 'denied']]);
  });
});

const entry = (type: string, arn = node) =>
  [
    [factKeys.accessEntries(prodRef), present([arn], 1)],
    [
      factKeys.accessEntry(prodRef, arn),
      present({ principalArn: arn, type, kubernetesGroups: [] }, 1),
    ],
  ] as const;
const nodegroup = (ref: typeof prodRef, nodeRole: string | undefined) =>
  [
    [factKeys.nodegroups(ref), present(['workers'], 1)],
    [factKeys.nodegroup(ref, 'workers'), present({ name: 'workers', nodeRole }, 1)],
  ] as const;
const autoMode = (enabled: boolean) =>
  [
    factKeys.cluster(prodRef),
    present(cluster({ ...prodRef, computeConfig: { enabled, nodeRoleArn: node } }), 1),
  ] as const;

describe('a role of which an unread fact may hide more', () => {
  it.each([
    ['fact', factKeys.cluster(devRef)],
    ['members', factKeys.nodegroups(devRef)],
    ['members', factKeys.accessEntries(devRef)],
  ])('names it, and rests on it, where it is of nodes: %s %s', (ask, key) => {
    const facts = [...nodegroup(prodRef, node), [key, unread('denied', 1)] as const];
    const { subjects, restsOn } = found('nodeRole', ...facts);
    const hidden = { key, reason: 'denied' };
    expect(subjects).toEqual([{ role: role(node), clusters: [prodRef], hidden }]);
    expect(restsOn.map((asked) => asked.at(-1))).toEqual([`${ask} ${key}`]);
  });

  it('names it, and rests on it, where it is of workloads', () => {
    const key = factKeys.podIdentityAssociations(devRef);
    const facts = [...association(), [key, unread('denied', 1)] as const];
    const { subjects, restsOn } = found('workloadRole', ...facts);
    const hidden = { key, reason: 'denied' };
    expect(subjects).toEqual([
      { role: role(app), uses: [{ kind: 'association', ...use }], hidden },
    ]);
    expect(restsOn.map((asked) => asked.at(-1))).toEqual([`members ${key}`]);
  });

  it('is none of the policies and lists of other roles', () => {
    const [trusts, roles] = [factKeys.trustPolicy(node), factKeys.roles()];
    const denied = [trusts, roles].map((key) => [key, unread('denied', 1)] as const);
    expect(found('workloadRole', ...association(), ...denied).subjects).toEqual([
      { role: role(app), uses: [{ kind: 'association', ...use }] },
    ]);
    expect(found('nodeRole', ...nodegroup(prodRef, node), ...denied).subjects).toEqual([
      { role: role(node), clusters: [prodRef] },
    ]);
  });
});

describe('node roles', () => {
  it('are none where no cluster has nodes of its own', () => {
    expect(found('nodeRole')).toEqual({ subjects: [], restsOn: [], gaps: [] });
  });

  it('are global, by their ARN, with the cluster of the node group', () => {
    expect(listed('nodeRole', [...quiet, ...nodegroup(prodRef, node)]).candidates).toEqual([
      {
        subjectId: node,
        place: { region: 'global' },
        resource: { type: 'AWS::IAM::Role', id: node },
        touched: [`fact role iam ${node}`, `fact ${factKeys.nodegroup(prodRef, 'workers')}`],
        subject: { role: role(node), clusters: [prodRef] },
      },
    ]);
  });

  it.each(['EC2_LINUX', 'EC2_WINDOWS', 'EC2'])(
    'are those of an access entry of type %s',
    (type) => {
      expect(found('nodeRole', ...entry(type))).toEqual({
        subjects: [{ role: role(node), clusters: [prodRef] }],
        restsOn: [[`fact role iam ${node}`, `fact ${factKeys.accessEntry(prodRef, node)}`]],
        gaps: [],
      });
    },
  );

  it.each(['STANDARD', 'FARGATE_LINUX', 'HYBRID_LINUX'])(
    'are not those of an access entry of type %s',
    (type) => {
      expect(found('nodeRole', ...entry(type)).subjects).toEqual([]);
    },
  );

  it('are those of Auto Mode while it is on', () => {
    expect(found('nodeRole', autoMode(true))).toMatchObject({
      subjects: [{ role: role(node), clusters: [prodRef] }],
      restsOn: [[`fact role iam ${node}`, `fact ${factKeys.cluster(prodRef)}`]],
    });
    expect(found('nodeRole', autoMode(false)).subjects).toEqual([]);
  });

  it('have each cluster once, sorted, and rest on every fact that shows them in use', () => {
    const facts = [...nodegroup(prodRef, node), ...nodegroup(devRef, node), ...entry('EC2_LINUX')];
    expect(found('nodeRole', ...facts)).toMatchObject({
      subjects: [{ role: role(node), clusters: [devRef, prodRef] }],
      restsOn: [
        [
          `fact role iam ${node}`,
          `fact ${factKeys.nodegroup(devRef, 'workers')}`,
          `fact ${factKeys.nodegroup(prodRef, 'workers')}`,
          `fact ${factKeys.accessEntry(prodRef, node)}`,
        ],
      ],
    });
  });

  it('are sorted by their ARN', () => {
    const facts = [...nodegroup(devRef, node), ...nodegroup(prodRef, app)];
    expect(found('nodeRole', ...facts).subjects).toMatchObject([
      { role: { arn: app } },
      { role: { arn: node } },
    ]);
  });

  it('are only those of the account that exist, and of node groups that name one', () => {
    const foreign = 'arn:aws:iam::444455556666:role/node';
    const facts = [...nodegroup(prodRef, foreign), ...nodegroup(devRef, undefined)];
    expect(found('nodeRole', ...facts)).toEqual({ subjects: [], restsOn: [], gaps: [] });
  });

  it('of entries are not looked for where the mode knows none', () => {
    const mode = present(cluster({ ...prodRef, authenticationMode: 'CONFIG_MAP' }), 1);
    const list = [factKeys.accessEntries(prodRef), unread('refused', 1)] as const;
    expect(found('nodeRole', [factKeys.cluster(prodRef), mode], list).gaps).toEqual([]);
  });

  it.each<[string, FactKey<unknown>]>([
    ['the list of clusters', factKeys.clusters('eu-west-1')],
    ['the list of roles', factKeys.roles()],
    ['the node groups of a cluster', factKeys.nodegroups(prodRef)],
    ['a node group', factKeys.nodegroup(prodRef, 'workers')],
    ['the access entries of a cluster', factKeys.accessEntries(devRef)],
    ['a cluster, which may be in Auto Mode', factKeys.cluster(devRef)],
  ])('may be hidden by an unread fact: %s', (_, key) => {
    const facts = [...nodegroup(prodRef, node), [key, unread('denied', 1)] as const];
    expect(found('nodeRole', ...facts).gaps).toEqual([[undefined, key, 'denied']]);
  });

  it('may be hidden by an entry that could not be described, and not by one that is gone', () => {
    const [list, key] = [factKeys.accessEntries(prodRef), factKeys.accessEntry(prodRef, node)];
    const reading = (fact: Fact<unknown>) =>
      found('nodeRole', [list, present([node], 1)], [key, fact]);
    expect(reading(unread('denied', 1)).gaps).toEqual([[undefined, key, 'denied']]);
    expect(reading(absent(2)).gaps).toEqual([]);
  });
});
