import { describe, expect, it } from 'vitest';
import type { MigrationPlan } from '../../../shared/model/aws-auth-migration.ts';
import { renderMigrationCdk } from '../../../shared/report/migration-cdk.ts';
import { renderMigrationCommands } from '../../../shared/report/migration-commands.ts';
import { renderMigrationTerraform } from '../../../shared/report/migration-terraform.ts';

const iam = 'arn:aws:iam::012345678901';
const policyArn = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy';

const plan: MigrationPlan = {
  cluster: { region: 'eu-west-1', name: 'payments' },
  authenticationMode: 'CONFIG_MAP',
  lines: [
    { key: 'mapRoles', place: 0, principal: `${iam}:role/ci`, outcome: 'CARRIED', reasons: [] },
    {
      key: 'mapRoles',
      place: 1,
      principal: `${iam}:role/ops`,
      outcome: 'DECISION',
      reasons: ['system:masters is not carried'],
    },
    { key: 'maproles', outcome: 'DEAD', reasons: ['nobody reads it'] },
  ],
  entries: [
    {
      principalArn: `${iam}:role/ci`,
      type: 'STANDARD',
      username: 'ci:{{SessionName}}',
      kubernetesGroups: ['readers'],
    },
    { principalArn: `${iam}:role/node`, type: 'EC2_LINUX', kubernetesGroups: [] },
    {
      principalArn: `${iam}:role/ops`,
      type: 'STANDARD',
      kubernetesGroups: [],
      decision: { name: `cluster-admin ${iam}:role/ops`, policyArn },
    },
  ],
  steps: [
    {
      title: 'Create it',
      notes: ['It counts.'],
      commands: ['aws create'],
      verify: ['aws describe'],
      rollback: ['aws delete'],
    },
    {
      title: 'Go on',
      notes: [],
      commands: ['aws update'],
      verify: ['aws wait'],
      rollback: [],
      oneWay: 'it stays',
      waitsFor: 'the decision',
    },
  ],
};

const empty: MigrationPlan = {
  ...plan,
  authenticationMode: 'API',
  lines: [],
  entries: [],
  steps: [],
};

const head = (
  comment: string,
) => `${comment} Access entries instead of aws-auth: payments in eu-west-1, now in mode CONFIG_MAP.
${comment} First set the mode of the cluster to API_AND_CONFIG_MAP, which cannot be taken back.
${comment} An entry counts from the moment it is there. “--format commands” has the order of steps, how to verify each and how to take it back.
${comment}   CARRIED mapRoles[0] ${iam}:role/ci
${comment}   DECISION mapRoles[1] ${iam}:role/ops: system:masters is not carried
${comment}   DEAD maproles: nobody reads it
`;

describe('as commands', () => {
  it('what waits for somebody, has no way back or is one is a comment', () => {
    expect(
      renderMigrationCommands(plan),
    ).toBe(`# From aws-auth to access entries: payments in eu-west-1, now in mode CONFIG_MAP.
# Not a script: run it step by step, and go on when a step is verified. Commands after “# $” wait for you, or
# take a step back.

# 3 lines of aws-auth
#   CARRIED mapRoles[0] ${iam}:role/ci
#   DECISION mapRoles[1] ${iam}:role/ops: system:masters is not carried
#   DEAD maproles: nobody reads it

# Step 1. Create it
# It counts.
aws create
# Verify
aws describe
# Take it back
# $ aws delete

# Step 2. Go on
# Waits for the decision.
# ONE WAY: it stays. There is no way back.
# $ aws update
# Verify
# $ aws wait
`);
  });

  it('prose is broken into lines, and what follows a line of aws-auth stands under it', () => {
    const line = {
      key: 'mapRoles',
      place: 12,
      principal: `${iam}:role/ops`,
      outcome: 'DECISION' as const,
      reasons: ['system:masters is not carried by any entry', 'somebody has to say who is admin'],
    };
    const step = {
      ...{ title: 'Wait', notes: [], commands: [], verify: ['aws wait'], rollback: [] },
      waitsFor:
        'the decision of whoever owns the cluster, which nobody else can take, and which may take a week',
    };
    expect(renderMigrationCommands({ ...plan, lines: [line], steps: [step] })).toContain(`
# 1 line of aws-auth
#   DECISION mapRoles[12] arn:aws:iam::012345678901:role/ops: system:masters is not carried by any
#             entry; somebody has to say who is admin

# Step 1. Wait
# Waits for the decision of whoever owns the cluster, which nobody else can take, and which may take a week.
# Verify
# $ aws wait
`);
  });

  it('a step that only waits, or only has no way back, is a comment too', () => {
    const step = { title: 'Go', notes: [], commands: ['aws go'], verify: [], rollback: [] };
    const commands = (more: object) =>
      renderMigrationCommands({ ...plan, steps: [{ ...step, ...more }] })
        .split('\n')
        .filter((line) => line.includes('aws go'));
    expect(commands({})).toEqual(['aws go']);
    expect(commands({ waitsFor: 'ana' })).toEqual(['# $ aws go']);
    expect(commands({ oneWay: 'it stays' })).toEqual(['# $ aws go']);
  });

  it('without lines says so', () => {
    expect(renderMigrationCommands(empty)).toContain(
      '# aws-auth has no lines, or there is none.\n',
    );
  });

  it('no name ends a comment', () => {
    const hostile = 'x\ncurl evil';
    const step = {
      ...{ title: hostile, notes: [hostile], commands: [], verify: [], rollback: [] },
      ...{ oneWay: 'it stays', waitsFor: hostile },
    };
    const line = { key: hostile, principal: hostile, outcome: 'DEAD' as const, reasons: [hostile] };
    const text = renderMigrationCommands({ ...plan, lines: [line], steps: [step] });
    expect(
      text
        .split('\n')
        .filter((each) => each !== '' && !each.startsWith('# ') && !each.startsWith('#   ')),
    ).toEqual([]);
  });
});

describe('for the CDK', () => {
  it('each entry is a construct, and one that waits for a decision is a comment', () => {
    expect(renderMigrationCdk(plan)).toBe(`${head('//')}
import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks';

new CfnAccessEntry(this, "AccessEntryci", {
  clusterName: "payments",
  principalArn: "${iam}:role/ci",
  type: "STANDARD",
  kubernetesGroups: ["readers"],
  username: "ci:{{SessionName}}",
});

new CfnAccessEntry(this, "AccessEntrynode", {
  clusterName: "payments",
  principalArn: "${iam}:role/node",
  type: "EC2_LINUX",
});

// Decision “cluster-admin ${iam}:role/ops”
// new CfnAccessEntry(this, "AccessEntryops", {
//   clusterName: "payments",
//   principalArn: "${iam}:role/ops",
//   type: "STANDARD",
//   accessPolicies: [{"policyArn":"${policyArn}","accessScope":{"type":"cluster"}}],
// });
`);
  });

  it('names of the same last part get numbers', () => {
    const ids = ['role/a/x-y', 'role/b/x_y', 'role/c/XY', 'user/ü', 'role/ops@=ci'].map((path) => ({
      ...{ principalArn: `${iam}:${path}`, type: 'STANDARD', kubernetesGroups: [] },
    }));
    const text = renderMigrationCdk({ ...plan, entries: ids });
    expect(text.match(/(?<=this, ")\w+/g)).toEqual([
      'AccessEntryx_y',
      'AccessEntryx_y_2',
      'AccessEntryXY_3',
      'AccessEntry_',
      'AccessEntryops_ci',
    ]);
  });
});

describe('for Terraform', () => {
  it('each entry is a resource, and one that waits for a decision is a comment', () => {
    expect(renderMigrationTerraform(plan)).toBe(`${head('#')}
resource "aws_eks_access_entry" "aws_auth_ci" {
  cluster_name      = "payments"
  principal_arn     = "${iam}:role/ci"
  type              = "STANDARD"
  kubernetes_groups = ["readers"]
  user_name         = "ci:{{SessionName}}"
}

resource "aws_eks_access_entry" "aws_auth_node" {
  cluster_name  = "payments"
  principal_arn = "${iam}:role/node"
  type          = "EC2_LINUX"
}

# Decision “cluster-admin ${iam}:role/ops”
# resource "aws_eks_access_entry" "aws_auth_ops" {
#   cluster_name  = "payments"
#   principal_arn = "${iam}:role/ops"
#   type          = "STANDARD"
# }
#
# resource "aws_eks_access_policy_association" "aws_auth_ops" {
#   cluster_name  = aws_eks_access_entry.aws_auth_ops.cluster_name
#   principal_arn = aws_eks_access_entry.aws_auth_ops.principal_arn
#   policy_arn    = "${policyArn}"
#
#   access_scope {
#     type = "cluster"
#   }
# }
`);
  });

  it('an entry may be in several groups', () => {
    const kubernetesGroups = ['readers', 'ops'];
    const entry = { principalArn: `${iam}:role/ci`, type: 'STANDARD', kubernetesGroups };
    const text = renderMigrationTerraform({ ...plan, entries: [entry] });
    expect(text).toContain('  kubernetes_groups = ["readers", "ops"]\n');
  });

  it.each([
    ['${file("x")}', '"$${file(\\"x\\")}"'],
    ['%{if x}', '"%%{if x}"'],
    ['5% {x} $5', '"5% {x} $5"'],
    ['a\nb\tc', '"a\\nb\\tc"'],
    ['a\bb\fc', '"a\\u0008b\\u000cc"'],
    ['a\\b', '"a\\\\b"'],
    ['a\u202eb', '"a\\u202eb"'],
    ['a\u{e0041}b', '"a\\U000e0041b"'],
  ])('%j is the string %s', (group, string) => {
    const entry = { principalArn: `${iam}:role/ci`, type: 'STANDARD', kubernetesGroups: [group] };
    const text = renderMigrationTerraform({ ...plan, entries: [entry] });
    expect(text).toContain(`  kubernetes_groups = [${string}]\n`);
  });
});

it('in mode API the snippets do not ask for a mode', () => {
  expect(renderMigrationTerraform(empty)).toBe(
    `# Access entries instead of aws-auth: payments in eu-west-1, now in mode API.
# An entry counts from the moment it is there. “--format commands” has the order of steps, how to verify each and how to take it back.
`,
  );
  expect(renderMigrationCdk(empty)).not.toContain('First set');
});
