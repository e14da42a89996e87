import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MigrationPlan } from '../../shared/model/aws-auth-migration.ts';
import { renderMigrationCdk } from '../../shared/report/migration-cdk.ts';

const iam = 'arn:aws:iam::012345678901';
const policyArn = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy';

const plan: MigrationPlan = {
  cluster: { region: 'eu-west-1', name: 'payments' },
  authenticationMode: 'API_AND_CONFIG_MAP',
  lines: [],
  entries: [
    {
      principalArn: `${iam}:role/ci`,
      type: 'STANDARD',
      username: 'ci:{{SessionName}}',
      kubernetesGroups: ['readers', '${not a reference} "quoted" \\ */'],
    },
    { principalArn: `${iam}:role/node`, type: 'EC2_LINUX', kubernetesGroups: [] },
    {
      principalArn: `${iam}:role/ops`,
      type: 'STANDARD',
      kubernetesGroups: [],
      decision: { name: 'cluster-admin', policyArn },
    },
  ],
  steps: [],
};

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
const options = {
  ...{ target: 'es2024', module: 'nodenext', strict: true, noEmit: true, skipLibCheck: true },
  ...{ types: ['node'], noUnusedLocals: true },
};
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatewatch-migration-'));
  symlinkSync(modules, join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, include: ['*.ts'] }),
  );
  writeFileSync(join(folder, 'as-printed.ts'), program(renderMigrationCdk(plan)));
  writeFileSync(join(folder, 'decided.ts'), program(decided(renderMigrationCdk(plan))));
});

afterAll(() => rmSync(folder, { recursive: true }));

test('the snippet for the CDK compiles in a stack, as printed and with its decisions taken', () => {
  expect(run('typescript/bin/tsc', '--project', folder)).toBe('');
});

test('and synthesises what the plan says; a decision is made by nobody but its reader', () => {
  const ci = {
    Type: 'AWS::EKS::AccessEntry',
    Properties: {
      ClusterName: 'payments',
      PrincipalArn: `${iam}:role/ci`,
      Type: 'STANDARD',
      KubernetesGroups: ['readers', '${not a reference} "quoted" \\ */'],
      Username: 'ci:{{SessionName}}',
    },
  };
  const node = {
    Type: 'AWS::EKS::AccessEntry',
    Properties: { ClusterName: 'payments', PrincipalArn: `${iam}:role/node`, Type: 'EC2_LINUX' },
  };
  const ops = {
    Type: 'AWS::EKS::AccessEntry',
    Properties: {
      ClusterName: 'payments',
      PrincipalArn: `${iam}:role/ops`,
      Type: 'STANDARD',
      AccessPolicies: [{ PolicyArn: policyArn, AccessScope: { Type: 'cluster' } }],
    },
  };
  expect(resourcesOf('as-printed.ts')).toEqual([ci, node]);
  expect(resourcesOf('decided.ts')).toEqual([ci, node, ops]);
});

/** The snippet where its comment says that it belongs: in the constructor of a stack. */
function program(snippet: string): string {
  const [imports = '', ...statements] = snippet
    .slice(snippet.indexOf('import '))
    .split(/(?<=;\n)(?=\n)/);
  return `import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
${imports}
class Entries extends Stack {
  constructor(app: App) {
    super(app, 'Entries');
${statements.join('')}
  }
}
console.log(JSON.stringify(Template.fromStack(new Entries(new App({ analyticsReporting: false }))).toJSON()));
`;
}

function decided(snippet: string): string {
  return snippet.replaceAll(/^\/\/ (?!Decision|Access|An entry)/gm, '');
}

function resourcesOf(file: string): readonly unknown[] {
  const template = JSON.parse(run(join(folder, file)));
  return Object.values(template.Resources);
}

function run(script: string, ...args: readonly string[]): string {
  const path = script.startsWith('/') ? script : join(modules, script);
  return execFileSync(process.execPath, [path, ...args], { encoding: 'utf8', cwd: folder });
}
