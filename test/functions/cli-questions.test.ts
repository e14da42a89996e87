import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCommand } from '../../functions/cli/command.ts';
import { gatewatchCli } from '../support/cli.ts';

const paymentsFolder = 'eu-west-1/eks/payments';
const night = 'arn:aws:iam::012345678901:role/night-support';
const auditor = 'arn:aws:iam::012345678901:role/auditor';
const rbacGroup = 'rbac.authorization.k8s.io';

const awsAuth = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { namespace: 'kube-system', name: 'aws-auth' },
  data: { mapRoles: `- rolearn: ${auditor}\n  username: auditor\n  groups: [audit]\n` },
};

const roles = {
  [`clusterroles.${rbacGroup}`]: [
    {
      metadata: { name: 'secret-readers' },
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }],
    },
  ],
  [`rolebindings.${rbacGroup}`]: [
    {
      metadata: { namespace: 'kube-system', name: 'audit' },
      roleRef: { apiGroup: rbacGroup, kind: 'ClusterRole', name: 'secret-readers' },
      subjects: [{ apiGroup: rbacGroup, kind: 'Group', name: 'audit' }],
    },
  ],
  [`roles.${rbacGroup}`]: [],
  [`clusterrolebindings.${rbacGroup}`]: [],
  namespaces: [{ metadata: { name: 'kube-system' } }, { metadata: { name: 'shop' } }],
  configmaps: [awsAuth],
};

let folder: string;
let half: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatewatch-questions-'));
  half = join(folder, 'half');
  cpSync('examples/brackwater', half, { recursive: true });
  rmSync(join(half, paymentsFolder, 'kubernetes'), { recursive: true, force: true });
  const whole = join(folder, 'whole');
  cpSync(half, whole, { recursive: true });
  for (const [name, items] of Object.entries(roles)) {
    const path = join(whole, paymentsFolder, 'kubernetes', `${name}.json`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  }
  folder = whole;
});
afterAll(() => {
  rmSync(dirname(folder), { recursive: true });
});

async function asked(...args: readonly string[]) {
  const { status, out, err } = await gatewatchCli([
    ...args,
    ...['--snapshot', folder, '--cluster', 'payments', '--format', 'json'],
  ]);
  return { status, err, clusters: JSON.parse(out).clusters };
}

describe('gatewatch who-can', () => {
  it('names every way in: an access policy, a line of aws-auth, a binding', async () => {
    const { status, err, clusters } = await asked('who-can', 'get', 'secrets', '-n', 'kube-system');
    expect({ status, err, count: clusters.length }).toEqual({ status: 0, err: '', count: 1 });
    const [{ cluster, ways, gaps }] = clusters;
    expect(cluster).toEqual({ region: 'eu-west-1', name: 'payments' });
    expect(gaps.unread).toEqual([]);
    const reach = { kind: 'namespaces', namespaces: ['kube-system'] };
    const chain = [
      { kind: 'binding', name: 'RoleBinding kube-system/audit' },
      { kind: 'role', name: 'ClusterRole secret-readers' },
      { kind: 'rule', name: 'get on secrets' },
    ];
    expect(ways).toEqual(
      expect.arrayContaining([
        {
          who: night,
          reach: { kind: 'cluster' },
          chain: [
            { kind: 'access entry', name: 'STANDARD' },
            { kind: 'access policy', name: 'AmazonEKSClusterAdminPolicy' },
            { kind: 'rule', name: '* on * of * and paths *' },
          ],
        },
        {
          who: auditor,
          reach,
          chain: [
            { kind: 'aws-auth', name: 'mapRoles[0]' },
            { kind: 'group', name: 'audit' },
            ...chain,
          ],
        },
        { who: 'group:audit', reach, chain },
      ]),
    );
  });

  it('names nobody for whom another namespace counts', async () => {
    const { clusters } = await asked('who-can', 'get', 'secrets', '-n', 'shop');
    const who = clusters[0].ways.map((way: { readonly who: string }) => way.who);
    expect(who).toContain(night);
    expect(who).not.toContain(auditor);
  });

  it('answers for every cluster as text, and exits 2 for what was not read', async () => {
    const { status, out } = await gatewatchCli(['who-can', 'get', 'secrets', '--snapshot', half]);
    expect(status).toBe(2);
    for (const part of [
      'who-can get secrets in payments in eu-west-1\n',
      'who-can get secrets in outlet in us-east-1\n',
      '\nUnread\n',
      '\n  k8s-rolebindings eu-west-1/payments: not in the snapshot\n',
    ]) {
      expect(out).toContain(part);
    }
  });
});

describe('gatewatch access', () => {
  it('tells what a principal may do by aws-auth', async () => {
    const { status, clusters } = await asked('access', auditor);
    expect(status).toBe(0);
    expect(clusters[0]).toMatchObject({
      letInBy: [{ kind: 'aws-auth', name: 'mapRoles[0]' }],
      matrices: [
        { reach: { kind: 'cluster' }, rows: [] },
        {
          reach: { kind: 'namespaces', namespaces: ['kube-system'] },
          rows: [{ resource: 'secrets', verbs: ['get'], someVerbs: [] }],
        },
      ],
    });
  });

  it('prints a table, and exits 2 for what was not read', async () => {
    const { status, out } = await gatewatchCli([
      'access',
      night,
      ...['--snapshot', half, '--cluster', 'eu-west-1/payments'],
    ]);
    expect(status).toBe(2);
    expect(out).toContain(`${night} in payments in eu-west-1\nlet in by access entry STANDARD\n`);
    expect(out).toMatch(/^ {2}nodes\/proxy +yes +yes +yes +yes +yes +yes +yes$/m);
  });
});

describe('a question on the command line', () => {
  it.each([
    [
      ['who-can', 'get', 'pods', '-n', 'shop', '--live'],
      {
        name: 'who-can',
        verb: 'get',
        target: 'pods',
        namespace: 'shop',
        from: 'live',
        format: 'table',
      },
    ],
    [
      [
        'access',
        'group:a',
        '--snapshot',
        'x',
        '--config',
        'y',
        '--format',
        'json',
        '--cluster',
        'c',
      ],
      {
        ...{ name: 'access', who: 'group:a', from: { snapshot: 'x' }, config: 'y' },
        ...{ format: 'json', cluster: 'c' },
      },
    ],
  ])('%j', (args, command) => {
    expect(readCommand(args)).toEqual(command);
  });

  it.each([
    [['who-can', 'get'], 'who-can needs a verb and a resource, as in: who-can get secrets'],
    [['who-can', 'get', 'pods', 'web'], 'unexpected "web"'],
    [['who-can', 'get', 'pods', '-n', ''], '--namespace needs a name'],
    [['who-can', 'get', 'pods', '--state', 'x'], 'who-can takes no --state'],
    [['who-can', 'get', 'pods', '--format', 'yaml'], '--format yaml: formats are table, json'],
    [
      ['access', 'group:a', '--live', '--snapshot', 'x'],
      'access takes one of --snapshot DIR and --live',
    ],
    [['access'], 'access needs an ARN, or a subject such as group:developers'],
    [['access', 'group:a', '-n', 'shop'], 'access takes no --namespace'],
    [['sweep', '--live', '-n', 'shop'], 'sweep takes no --namespace'],
  ])('%j is refused', (args, message) => {
    expect(() => readCommand(args)).toThrow(message);
  });

  it.each([
    [['who-can', 'get', 'widgets'], 'widgets is no type that is known here'],
    [['access', 'developers'], 'developers is neither an ARN nor group:NAME'],
    [['access', 'group:a', '--cluster', 'x'], '--cluster x: no such cluster'],
  ])('%j is wrong usage', async (args, message) => {
    const { status, out, err } = await gatewatchCli(args);
    expect({ status, out }).toEqual({ status: 3, out: '' });
    expect(err).toContain(message);
  });
});
