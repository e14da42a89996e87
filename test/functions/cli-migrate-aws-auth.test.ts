import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../functions/adapters/usage-error.ts';
import { readCommand } from '../../functions/cli/command.ts';
import type { Json } from '../../shared/model/json.ts';
import { gatewatchCli } from '../support/cli.ts';

const ci = 'arn:aws:iam::012345678901:role/platform/ci';
const nodes = 'arn:aws:iam::012345678901:role/nodes';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatewatch-migrate-'));
  const account = { accountId: '012345678901', partition: 'aws', takenAt: '2026-11-20T09:30:00Z' };
  write('account.json', account);
  write('iam/account-authorization-details.json', {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [
      iamRole(ci, '/platform/', 'sts:AssumeRole', { AWS: 'arn:aws:iam::012345678901:root' }),
      iamRole(nodes, '/', 'sts:AssumeRole', { Service: 'ec2.amazonaws.com' }),
    ],
    Policies: [],
  });
  write('eu-west-1/eks/clusters.json', { clusters: ['payments', 'unread'] });
  writeCluster('payments');
  writeCluster('unread');
  write('eu-west-1/eks/payments/kubernetes/configmaps.json', {
    kind: 'List',
    items: [
      {
        metadata: { name: 'aws-auth', namespace: 'kube-system' },
        data: {
          mapRoles: `- rolearn: arn:aws:iam::012345678901:role/ci
  username: ci
  groups: [deployers]
- rolearn: ${nodes}
  username: system:node:{{EC2PrivateDNSName}}
  groups: [system:bootstrappers, system:nodes]
- rolearn: ${ci}
  groups: [system:masters]
`,
        },
      },
    ],
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('gatewatch migrate-aws-auth', () => {
  it('plans for a snapshot, with the path that aws-auth does not know', async () => {
    const { status, out, err } = await run('payments');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const commands = out.split('\n').filter((line) => line.startsWith('aws eks create'));
    const where = 'aws eks create-access-entry --cluster-name payments --principal-arn';
    expect(commands).toEqual([
      `${where} ${ci} --kubernetes-groups '["deployers"]' --username ci --region eu-west-1`,
      `${where} ${nodes} --type EC2_LINUX --region eu-west-1`,
    ]);
    expect(out).toContain(`#   DEAD mapRoles[2] ${ci}: it never let in anybody`);
  });

  it.each([
    ['cdk', 'new CfnAccessEntry(this, "AccessEntryci", {\n'],
    ['terraform', 'resource "aws_eks_access_entry" "aws_auth_nodes" {\n'],
    ['json', '{\n  "schemaVersion": 1,\n  "cluster": {\n'],
  ])('prints it as %s', async (format, part) => {
    const { status, out } = await run('eu-west-1/payments', '--format', format);
    expect(status).toBe(0);
    expect(out).toContain(part);
  });

  it('has no plan where aws-auth was not read, says why and exits 2', async () => {
    const { status, out, err } = await run('unread');
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toBe('No plan without k8s-aws-auth eu-west-1/unread: not in the snapshot\n');
  });

  it.each([
    [['migrate-aws-auth'], 'migrate-aws-auth needs a cluster'],
    [['migrate-aws-auth', 'x'], 'migrate-aws-auth needs one of --snapshot DIR and --live'],
    [['migrate-aws-auth', 'x', 'y', '--live'], 'unexpected "y"'],
    [['migrate-aws-auth', 'x', '--live', '--out', 'y'], 'migrate-aws-auth takes no --out'],
    [
      ['migrate-aws-auth', 'x', '--live', '--format', 'table'],
      '--format table: formats are commands, cdk, terraform, json',
    ],
  ])('refuses %j', (args, message) => {
    expect(() => readCommand(args)).toThrow(new UsageError(message));
  });

  it('refuses a cluster that is not there', async () => {
    const { status, err } = await run('nowhere');
    expect({ status, said: err.split('\n')[0] }).toEqual({
      status: 3,
      said: 'nowhere: no such cluster; write NAME or REGION/NAME',
    });
  });
});

function run(cluster: string, ...options: readonly string[]) {
  return gatewatchCli(['migrate-aws-auth', cluster, '--snapshot', folder, ...options]);
}

function write(path: string, json: Json): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(json));
}

function writeCluster(name: string): void {
  write(`eu-west-1/eks/${name}/cluster.json`, {
    cluster: {
      name,
      arn: `arn:aws:eks:eu-west-1:012345678901:cluster/${name}`,
      status: 'ACTIVE',
      accessConfig: { authenticationMode: 'CONFIG_MAP' },
      resourcesVpcConfig: {
        endpointPublicAccess: false,
        endpointPrivateAccess: true,
        publicAccessCidrs: [],
      },
    },
  });
}

function iamRole(arn: string, path: string, action: string, principal: Json): Json {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  return {
    Arn: arn,
    RoleName: name,
    RoleId: `AROA${name.toUpperCase()}`,
    Path: path,
    CreateDate: '2026-01-01T00:00:00Z',
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: principal, Action: action }],
    },
    RolePolicyList: [],
    AttachedManagedPolicies: [],
    InstanceProfileList: [],
    Tags: [],
  };
}
