import type { MigrationPlan, PlannedEntry } from '../model/aws-auth-migration.ts';
import { jsonText } from './json.ts';
import { identifiers } from './migration-identifiers.ts';
import { migrationPreamble } from './migration-preamble.ts';
import { plain } from './text.ts';

/**
 * The entries as resources of the AWS provider, in the Region of the cluster; those that wait for a decision are commented
 * out. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_access_entry
 */
export function renderMigrationTerraform(plan: MigrationPlan): string {
  const { entries, cluster } = plan;
  const ids = identifiers(entries.map(({ principalArn }) => principalArn));
  const blocks = entries.map((entry, index) => {
    const code = resources(cluster.name, entry, `aws_auth_${ids[index]}`);
    return entry.decision === undefined ? code : undecided(entry.decision.name, code);
  });
  const head = migrationPreamble(plan).map((line) => `# ${line}`);
  return `${[head.join('\n'), ...blocks].join('\n\n')}\n`;
}

function resources(clusterName: string, entry: PlannedEntry, id: string): string {
  const { principalArn, type, username, kubernetesGroups, decision } = entry;
  const own = [
    `resource "aws_eks_access_entry" "${id}" {`,
    ...aligned([
      ['cluster_name', hclString(clusterName)],
      ['principal_arn', hclString(principalArn)],
      ['type', hclString(type)],
      ...(kubernetesGroups.length === 0
        ? []
        : ([['kubernetes_groups', `[${kubernetesGroups.map(hclString).join(', ')}]`]] as const)),
      ...(username === undefined ? [] : ([['user_name', hclString(username)]] as const)),
    ]),
    '}',
  ];
  return [...own, ...(decision === undefined ? [] : association(id, decision.policyArn))].join(
    '\n',
  );
}

/** As `terraform fmt` writes them. */
function aligned(attributes: readonly (readonly [name: string, value: string])[]) {
  const width = Math.max(...attributes.map(([name]) => name.length));
  return attributes.map(([name, value]) => `  ${name.padEnd(width)} = ${value}`);
}

function association(id: string, policyArn: string): readonly string[] {
  return [
    '',
    `resource "aws_eks_access_policy_association" "${id}" {`,
    ...aligned([
      ['cluster_name', `aws_eks_access_entry.${id}.cluster_name`],
      ['principal_arn', `aws_eks_access_entry.${id}.principal_arn`],
      ['policy_arn', hclString(policyArn)],
    ]),
    '',
    '  access_scope {',
    '    type = "cluster"',
    '  }',
    '}',
  ];
}

/**
 * A JSON string, but for what a template of Terraform begins with, and for escapes that it does not know.
 * https://developer.hashicorp.com/terraform/language/expressions/strings
 */
function hclString(text: string): string {
  return jsonText(text)
    .replaceAll(
      /\\\\|\\b|\\f|\\ud[89ab]..\\ud[c-f]../g,
      (written) => hclEscapes[written] ?? pair(written),
    )
    .replaceAll(/[$%](?=\{)/g, '$&$&');
}

const hclEscapes: Readonly<Record<string, string>> = {
  '\\\\': '\\\\',
  '\\b': '\\u0008',
  '\\f': '\\u000c',
};

/** Terraform has one escape for what takes two in JSON. */
function pair(written: string): string {
  const character = String(JSON.parse(`"${written}"`));
  return `\\U${character.codePointAt(0)?.toString(16).padStart(8, '0')}`;
}

function undecided(name: string, code: string): string {
  const lines = [`Decision “${plain(name)}”`, ...code.split('\n')];
  return lines.map((line) => `# ${line}`.trimEnd()).join('\n');
}
