import { describe, expect, it } from 'vitest';
import type { MappedGrant } from '../../../../shared/model/access-map.ts';
import type { Json } from '../../../../shared/model/json.ts';
import type { ClusterWorkload } from '../../../../shared/report/html/evidence-paths.ts';
import { pathCards } from '../../../../shared/report/html/path.ts';
import { reportedFinding } from '../../../../shared/report/report.ts';
import { content, elsewhere } from '../sample.ts';
import { grant, over, unknownGrant } from './map.ts';

const ci = 'arn:aws:iam::011122223333:role/ci';
const bot = 'system:serviceaccount:shop:bot';

interface Given {
  readonly inCluster?: boolean;
  readonly workloads?: readonly ClusterWorkload[];
}

/** `kind name` of each step, a list for each card. */
function paths(
  evidence: Readonly<Record<string, Json>>,
  grants: readonly MappedGrant[] = [],
  { inCluster = true, workloads = [] }: Given = {},
): readonly (readonly string[])[] {
  const finding = inCluster ? content({ evidence }) : elsewhere(content({ evidence }));
  return pathCards(reportedFinding(finding), grants, workloads).map(({ markup }) =>
    [...markup.matchAll(/<small>(.*?)<\/small><b[^>]*>(.*?)<\/b>/g)].map(
      ([, kind, name]) => `${kind} ${name}`,
    ),
  );
}

describe('the path of a finding about a grant', () => {
  it('leads from who it is through what lets them in to what that reaches', () => {
    expect(
      paths({ principalArn: ci }, [grant(ci, 'AmazonEKSEditPolicy', 'secrets', over('a', 'b'))]),
    ).toEqual([
      [
        'who role/ci',
        'access entry STANDARD',
        'access policy AmazonEKSEditPolicy',
        'cluster payments-prod',
        'reads Secrets a, b',
      ],
    ]);
  });

  it('is the one of the access policy or the group in question where there are several', () => {
    const grants: readonly MappedGrant[] = [
      grant(ci, 'AmazonEKSViewPolicy', 'read'),
      grant(ci, 'AmazonEKSEditPolicy', 'secrets', over('a')),
      {
        who: ci,
        chain: [{ kind: 'group', name: 'ops' }],
        power: { level: 'write', reach: { kind: 'cluster' } },
      },
    ];
    const policyArn = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';
    expect(paths({ principalArn: ci, policyArn }, grants).map((path) => path.at(-1))).toEqual([
      'reads the whole cluster',
    ]);
    expect(paths({ principalArn: ci, group: 'ops' }, grants).map((path) => path.at(-1))).toEqual([
      'writes the whole cluster',
    ]);
    expect(paths({ principalArn: ci }, grants)).toHaveLength(3);
  });

  it('is also that of a subject of bindings', () => {
    const binding: MappedGrant = {
      who: bot,
      chain: [{ kind: 'binding', name: 'ClusterRoleBinding bot' }],
      power: { level: 'cluster-admin', reach: { kind: 'cluster' } },
    };
    expect(paths({ subject: bot }, [binding])).toEqual([
      [
        'who pods shop/bot',
        'binding ClusterRoleBinding bot',
        'cluster payments-prod',
        'cluster admin the whole cluster',
      ],
    ]);
  });

  it('ends in what is not known, and leaves out what gives nothing', () => {
    expect(
      paths({ principalArn: ci }, [unknownGrant(ci, 'New')]).map((path) => path.at(-1)),
    ).toEqual(['not known not known']);
    expect(paths({ principalArn: ci }, [grant(ci, 'Old', 'none')])).toEqual([]);
    const nowhere = grant(ci, 'Edit', 'secrets', over());
    expect(paths({ principalArn: ci }, [nowhere])[0]?.at(-1)).toBe('reads Secrets no namespace');
  });

  it('is not that of somebody else, and there is none without a cluster', () => {
    const other = grant('arn:aws:iam::011122223333:role/other', 'AmazonEKSViewPolicy', 'read');
    expect(paths({ principalArn: ci }, [other])).toEqual([]);
    expect(paths({ principalArn: ci }, [grant(ci, 'View', 'read')], { inCluster: false })).toEqual(
      [],
    );
  });
});

describe('the path of a finding about IAM', () => {
  it('leads from the token through the statement to the role', () => {
    const tokens = [{ sub: 'system:serviceaccount:*:*' }, { iss: 'https://issuer' }, {}];
    expect(paths({ roleArn: ci, tokens, statement: { Sid: 'Any' } })).toEqual([
      ['token of system:serviceaccount:*:*', 'trust statement Any', 'IAM role role/ci'],
      ['token of https://issuer', 'trust statement Any', 'IAM role role/ci'],
      ['token of anybody', 'trust statement Any', 'IAM role role/ci'],
    ]);
    expect(paths({ roleArn: ci, tokens: [{}] })[0]?.[1]).toBe('trust statement without a Sid');
  });

  it('leads from pods through Pod Identity to the role and where that goes on to', () => {
    const association = { namespace: 'shop', serviceAccount: 'bot', roleArn: ci };
    const path = ['pods of shop/bot', 'by Pod Identity', 'IAM role role/ci'];
    expect(paths(association)).toEqual([path]);
    const targetRoleArn = 'arn:aws:iam::444455556666:role/far';
    expect(paths({ ...association, targetRoleArn })).toEqual([
      [...path, 'goes on to role/far of 444455556666'],
    ]);
    expect(paths({ namespace: 'shop', roleArn: ci })).toEqual([]);
  });

  it('leads by each way to the clusters, of which three are shown', () => {
    const ways = ['a', 'b', 'c', 'd'].map((way) => ({
      way,
      clusters: ['eu-west-1/x', 'eu-west-1/y'],
    }));
    expect(paths({ principalArn: ci, ways })).toEqual(
      ['a', 'b', 'c'].map((way) => [
        'who role/ci',
        `way ${way}`,
        'cluster eu-west-1/x, eu-west-1/y',
      ]),
    );
    expect(paths({ principalArn: ci, ways: ['a', { way: 'b' }, null, []] })).toEqual([]);
  });

  it('leads from the pods that have the role to the policies in question', () => {
    const shop = { region: 'eu-west-1', name: 'shop' };
    const workloads: readonly ClusterWorkload[] = [
      { cluster: shop, workload: { serviceAccount: 'web/bot', by: 'IRSA', roleArn: ci } },
      { cluster: shop, workload: { serviceAccount: 'web/cron', by: 'Pod Identity', roleArn: ci } },
    ];
    const statements = ['inline all', 'inline all', 'AdministratorAccess'].map((policy) => ({
      policy,
    }));
    expect(paths({ roleArn: ci, statements }, [], { workloads })).toEqual([
      [
        'pods in shop web/bot',
        'by IRSA',
        'IAM role role/ci',
        'by its inline all, AdministratorAccess',
      ],
      [
        'pods in shop web/cron',
        'by Pod Identity',
        'IAM role role/ci',
        'by its inline all, AdministratorAccess',
      ],
    ]);
    expect(paths({ roleArn: ci, statements: [{}] }, [], { workloads })[0]).toEqual([
      'pods in shop web/bot',
      'by IRSA',
      'IAM role role/ci',
    ]);
  });

  it('leads from outside through a public endpoint to the cluster', () => {
    expect(paths({ publicAccessCidrs: ['0.0.0.0/1', '128.0.0.0/1'] })).toEqual([
      ['anybody in 0.0.0.0/1, 128.0.0.0/1', 'by the public endpoint', 'cluster payments-prod'],
    ]);
    expect(paths({ publicAccessCidrs: ['0.0.0.0/0'] }, [], { inCluster: false })).toEqual([]);
  });

  it('is none where the evidence names nobody', () => {
    expect(paths({ httpTokens: 'optional' })).toEqual([]);
  });
});
