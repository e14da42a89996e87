import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { accessStory } from '../../../shared/access/access-story.ts';
import type { Cluster } from '../../../shared/model/cluster.ts';
import { createEstate } from '../../../shared/model/estate.ts';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import { storyOf } from '../../support/access-stories.ts';
import { association, ledgerRole } from '../../support/associations.ts';
import { ci, cluster, policy, wholeCluster } from '../../support/eks.ts';
import { denied, gone, type KnownFact, known } from '../../support/facts.ts';
import { allow, document, trusting } from '../../support/policies.ts';

const payments = { region: 'eu-west-1', name: 'payments' };
const clusterKey = factKeys.cluster(payments);
const update = 'aws eks update-cluster-config --name payments';
const region = '--region eu-west-1';

describe('the story of a cluster', () => {
  const story = (before: Partial<Cluster>, after: Partial<Cluster>) =>
    storyOf([known(clusterKey, cluster(before))], [known(clusterKey, cluster(after))]);
  const told = (before: Partial<Cluster>, after: Partial<Cluster>) => {
    const { before: was, after: is, undo } = story(before, after) ?? {};
    return [was?.grants, is?.grants, undo];
  };

  it('opens no endpoint again and closes the one that was opened', () => {
    expect(story({}, { endpointPublicAccess: true, endpointPrivateAccess: false })).toEqual({
      principalArn: 'arn:aws:eks:eu-west-1:012345678901:cluster/payments',
      clusterName: 'payments',
      before: { grants: ['no public endpoint', 'private endpoint'] },
      after: { grants: ['public endpoint from 0.0.0.0/0', 'no private endpoint'] },
      undo: [
        `${update} --resources-vpc-config endpointPublicAccess=false,endpointPrivateAccess=true ${region}`,
      ],
    });
  });

  it('gives the endpoint its old blocks back', () => {
    const narrow = {
      endpointPublicAccess: true,
      publicAccessCidrs: ['192.0.2.0/24', '10.0.0.0/8'],
    };
    expect(told(narrow, { ...narrow, publicAccessCidrs: ['0.0.0.0/0'] })).toEqual([
      ['public endpoint from 10.0.0.0/8, 192.0.2.0/24', 'private endpoint'],
      ['public endpoint from 0.0.0.0/0', 'private endpoint'],
      [
        `${update} --resources-vpc-config endpointPublicAccess=true,publicAccessCidrs=10.0.0.0/8,192.0.2.0/24,endpointPrivateAccess=true ${region}`,
      ],
    ]);
  });

  it('knows no way back from an authentication mode', () => {
    expect(
      told({ authenticationMode: 'API_AND_CONFIG_MAP' }, { authenticationMode: 'API' }),
    ).toEqual([['authentication mode API_AND_CONFIG_MAP'], ['authentication mode API'], []]);
  });

  it('switches logs on and off again', () => {
    const logs = { enabledLogTypes: ['api', 'audit'] };
    expect(told(logs, { enabledLogTypes: ['api', 'scheduler'] })).toEqual([
      ['control plane logs api, audit'],
      ['control plane logs api, scheduler'],
      [
        `${update} --logging '{"clusterLogging":[{"types":["api","audit"],"enabled":true},{"types":["scheduler"],"enabled":false}]}' ${region}`,
      ],
    ]);
    expect(told(logs, { enabledLogTypes: [] })).toEqual([
      ['control plane logs api, audit'],
      ['control plane logs none'],
      [
        `${update} --logging '{"clusterLogging":[{"types":["api","audit"],"enabled":true}]}' ${region}`,
      ],
    ]);
    expect(told({}, logs)).toEqual([
      ['control plane logs not known'],
      ['control plane logs api, audit'],
      [],
    ]);
    expect(told(logs, {})[2]).toEqual([]);
  });

  test.each([
    [{ encryptionKeyArns: [] }, 'key for Secrets of EKS itself'],
    [{ encryptionKeyArns: ['a', 'b'] }, 'key for Secrets a, b'],
    [{ computeConfig: { enabled: false } }, 'no Auto Mode'],
    [{ computeConfig: { enabled: true } }, 'Auto Mode with node role not known'],
    [{ computeConfig: { enabled: true, nodeRoleArn: 'r' } }, 'Auto Mode with node role r'],
    [{ roleArn: 'r' }, 'cluster role r'],
    [{ version: '1.34' }, 'Kubernetes version 1.34'],
  ])('has words for %j', (setting, words) => {
    const other = {
      encryptionKeyArns: ['other'],
      computeConfig: { enabled: true, nodeRoleArn: 'other' },
      roleArn: 'other',
      version: '1.33',
    };
    const [name = ''] = Object.keys(setting);
    const before = { [name]: other[name as keyof typeof other] };
    expect([told(before, setting)[1], told(before, setting)[2]]).toEqual([[words], []]);
  });

  it('says what it does not know', () => {
    const { authenticationMode: _, ...silent } = cluster();
    const full = { ...silent, authenticationMode: 'API', version: '1', roleArn: 'r' };
    expect(storyOf([known(clusterKey, full)], [known(clusterKey, silent)])?.after).toEqual({
      grants: [
        'authentication mode not known',
        'cluster role not known',
        'Kubernetes version not known',
      ],
    });
  });

  it('tells a new cluster by its settings, with no way back', () => {
    const now = [known(clusterKey, cluster())];
    const settings = ['authentication mode API', 'no public endpoint', 'private endpoint'];
    expect(storyOf([gone(clusterKey)], now)?.after.grants.slice(0, 3)).toEqual(settings);
    expect(storyOf([gone(clusterKey)], now)?.undo).toEqual([]);
    expect(storyOf(now, [gone(clusterKey)])?.undo).toEqual([]);
    expect(storyOf([denied(clusterKey)], now)?.before).toEqual({
      grants: [],
      unread: 'the cluster payments not read: AccessDenied',
    });
  });
});

const entryKey = factKeys.accessEntry(payments, ci);
const policiesKey = factKeys.accessPolicies(payments, ci);
const entry = known(entryKey, { principalArn: ci, type: 'STANDARD', kubernetesGroups: [] });
const noPolicies = known(policiesKey, []);
const admin = known(policiesKey, [policy('AmazonEKSClusterAdminPolicy', wholeCluster)]);
const trust = (...services: readonly string[]) => document(trusting({ Service: services }));
const trusts = (arn: string, ...services: readonly string[]) =>
  known(factKeys.trustPolicy(arn), trust(...services));

describe('accessStory', () => {
  it('has nothing to tell of no change, or of one that gives no access', () => {
    expect(storyOf([], [])).toBeUndefined();
    const role = { arn: ci, name: 'ci', roleId: 'A', path: '/', createDate: 1, tags: {} };
    const key = factKeys.role(ci);
    expect(storyOf([known(key, role)], [known(key, { ...role, path: '/x/' })])).toBeUndefined();
  });

  it('has nothing to tell where what it would tell is the same', () => {
    const now = known(clusterKey, cluster({ status: 'UPDATING' }));
    expect(storyOf([known(clusterKey, cluster())], [now])).toBeUndefined();
    const older = known(entryKey, {
      principalArn: ci,
      type: 'STANDARD',
      kubernetesGroups: [],
      createdAt: 1,
    });
    expect(storyOf([older, admin], [entry, admin])).toBeUndefined();
  });

  it('tells of the entry, and names whom the lines about others are about', () => {
    const other = { region: 'eu-west-1', name: 'orders' };
    const otherKeys = [
      factKeys.accessEntry(other, ci),
      factKeys.accessPolicies(other, ci),
    ] as const;
    const otherEntry = known(otherKeys[0], {
      principalArn: ci,
      type: 'STANDARD',
      kubernetesGroups: [],
    });
    const ledger = factKeys.podIdentityAssociation(payments, 'payments/ledger');
    const before: readonly KnownFact[] = [
      entry,
      noPolicies,
      otherEntry,
      denied(otherKeys[1]),
      trusts(ci, 'a'),
      trusts(ledgerRole, 'a'),
      gone(ledger),
    ];
    const after: readonly KnownFact[] = [
      entry,
      admin,
      otherEntry,
      known(otherKeys[1], [policy('AmazonEKSViewPolicy', wholeCluster)]),
      trusts(ci, 'b'),
      trusts(ledgerRole, 'b'),
      known(ledger, association()),
    ];
    const story = storyOf(before, after);
    expect(story).toEqual({
      principalArn: ci,
      clusterName: 'orders',
      before: {
        grants: [
          `${ci} in payments: an access entry with no access policy and no group`,
          'trust: Allow sts:AssumeRole to Service a',
          `${ledgerRole}: trust: Allow sts:AssumeRole to Service a`,
        ],
        unread: 'the access policies of the entry not read: AccessDenied',
      },
      after: {
        grants: [
          'AmazonEKSViewPolicy in the whole cluster',
          `${ci} in payments: AmazonEKSClusterAdminPolicy in the whole cluster`,
          `system:serviceaccount:payments:ledger in payments: role ${ledgerRole} for service account payments/ledger`,
          'trust: Allow sts:AssumeRole to Service b',
          `${ledgerRole}: trust: Allow sts:AssumeRole to Service b`,
        ],
        power: 'read in the whole cluster',
      },
      undo: [
        `aws eks disassociate-access-policy --cluster-name payments --principal-arn ${ci} --policy-arn arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy ${region}`,
        `aws eks delete-pod-identity-association --cluster-name payments --association-id a-1 ${region}`,
        `aws iam update-assume-role-policy --role-name ci --policy-document '${trustText('a')}' --region us-east-1`,
        `aws iam update-assume-role-policy --role-name ledger --policy-document '${trustText('a')}' --region us-east-1`,
      ],
    });
    expect(storyOf([...before].reverse(), [...after].reverse())).toEqual(story);
  });

  it('says once what several things leave unread', () => {
    const roles = ['a', 'b'].map((name) => factKeys.oidcProvider(name));
    const providers = roles.map((key) => known(key, { arn: 'x', issuer: 'x', clientIds: [] }));
    expect(storyOf(roles.map(denied), providers)?.before).toEqual({
      grants: [],
      unread: 'the identity provider not read: AccessDenied',
    });
  });

  it('takes back the values that changed, and no others', () => {
    const key = factKeys.oidcProvider('p');
    const provider = (...clientIds: readonly string[]) =>
      known(key, { arn: 'p', issuer: 'x', clientIds });
    const of = { accountId: '012345678901', partition: 'aws' };
    const undo = (path: string) =>
      accessStory({
        previous: createEstate(of, new Map([provider('a', 'b')])),
        estate: createEstate(of, new Map([provider('c', 'd')])),
        changes: [{ key, path, value: true }],
      })?.undo.map((command) => command.replace(/ --open.*--client/, ''));
    expect(undo('clientIds a')).toEqual([
      'aws iam add-client-id-to-open-id-connect-provider-id a --region us-east-1',
    ]);
    expect(undo('clientIds d')).toEqual([
      'aws iam remove-client-id-from-open-id-connect-provider-id d --region us-east-1',
    ]);
  });
});

function trustText(service: string): string {
  return `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"${service}"},"Action":"sts:AssumeRole"}]}`;
}

describe('the size of a story', () => {
  const groups = (names: readonly string[]) =>
    known(entryKey, { principalArn: ci, type: 'STANDARD', kubernetesGroups: names });
  const grants = (names: readonly string[]) =>
    storyOf([groups([]), noPolicies], [groups(names), noPolicies])?.after.grants;
  const numbered = (length: number, width: number) =>
    Array.from({ length }, (_, index) => `${index + 10}`.padEnd(width, 'x'));

  it('cuts a line at 300 characters', () => {
    expect(grants(['g'.repeat(294)])).toEqual([`group ${'g'.repeat(294)}`]);
    expect(grants(['g'.repeat(295)])).toEqual([`group ${'g'.repeat(293)}…`]);
  });

  it('keeps 800 characters of lines and counts the others', () => {
    expect(grants(numbered(8, 94))).toHaveLength(8);
    expect(grants(numbered(9, 94))?.slice(7)).toEqual([
      `group ${numbered(8, 94)[7]}`,
      '… and 1 more',
    ]);
  });

  it('cuts what is said of the power', () => {
    const story = storyOf([groups([]), noPolicies], [groups(numbered(20, 60)), noPolicies]);
    expect(story?.after.unread).toHaveLength(300);
    expect(story?.after.unread?.slice(-2)).toBe('x…');
    const wide = { type: 'namespace', namespaces: numbered(20, 60) };
    const scoped = known(policiesKey, [policy('AmazonEKSViewPolicy', wide)]);
    expect(storyOf([entry, noPolicies], [entry, scoped])?.after.power).toHaveLength(300);
  });

  it('keeps commands whole, up to 2,000 characters each and 2,400 together', () => {
    const key = factKeys.rolePolicies(ci);
    const held = (...lengths: readonly number[]) =>
      known(key, {
        inline: lengths.map((length, index) => ({
          name: `p${index}`,
          document: document(allow(['x'.repeat(length)])),
        })),
        attached: [],
        groups: [],
      });
    const undo = (...lengths: readonly number[]) =>
      storyOf([held(...lengths)], [held()])?.undo.map((line) => line.length);
    const note = '# and 1 more, too long to be told here'.length;
    const [base = 0] = undo(1) ?? [];
    expect(undo(2001 - base)).toEqual([2000]);
    expect(undo(2002 - base, 1)).toEqual([base, note]);
    expect(undo(1201 - base, 1201 - base)).toEqual([1200, 1200]);
    expect(undo(1201 - base, 1202 - base)).toEqual([1200, note]);
    expect(storyOf([held(2002 - base, 2002 - base)], [held()])?.undo).toEqual([
      '# and 2 more, too long to be told here',
    ]);
  });

  it('is bounded whatever the names', () => {
    const name = fc.string({ unit: 'binary', maxLength: 400 });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 60 }), fc.array(name, { maxLength: 60 }), (a, b) => {
        const story = storyOf([groups(a), noPolicies], [groups(b), admin]);
        expect(JSON.stringify(story ?? null).length).toBeLessThan(30_000);
        const { before, after, undo } = story ?? {
          before: { grants: [] },
          after: { grants: [] },
          undo: [],
        };
        expect([...before.grants, ...after.grants].join('').length).toBeLessThan(1_640);
        expect(undo.join('').length).toBeLessThan(2_440);
      }),
      { numRuns: 50 },
    );
  });
});

test('a change of a key that no list names is told all the same', () => {
  const keys: readonly FactKey<unknown>[] = [policiesKey];
  expect(storyOf([entry, noPolicies], [entry, admin], { keys })?.principalArn).toBe(ci);
});
