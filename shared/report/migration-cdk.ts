import type { MigrationPlan, PlannedEntry } from '../model/aws-auth-migration.ts';
import { jsonText } from './json.ts';
import { identifiers } from './migration-identifiers.ts';
import { migrationPreamble } from './migration-preamble.ts';
import { plain } from './text.ts';

/**
 * The entries as constructs of a stack in the Region of the cluster; those that wait for a decision are commented out.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eks-accessentry.html
 */
export function renderMigrationCdk(plan: MigrationPlan): string {
  const { entries, cluster } = plan;
  const ids = identifiers(entries.map(({ principalArn }) => principalArn));
  const blocks = entries.map((entry, index) => {
    const code = construct(cluster.name, entry, `AccessEntry${ids[index]}`);
    return entry.decision === undefined ? code : undecided(entry.decision.name, code);
  });
  const head = migrationPreamble(plan).map((line) => `// ${line}`);
  const use = "import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks';";
  return `${[head.join('\n'), use, ...blocks].join('\n\n')}\n`;
}

function construct(
  clusterName: string,
  { principalArn, type, username, kubernetesGroups, decision }: PlannedEntry,
  id: string,
): string {
  const policy = decision && { policyArn: decision.policyArn, accessScope: { type: 'cluster' } };
  const props = {
    clusterName,
    principalArn,
    type,
    ...(kubernetesGroups.length === 0 ? {} : { kubernetesGroups }),
    ...(username === undefined ? {} : { username }),
    ...(policy === undefined ? {} : { accessPolicies: [policy] }),
  };
  const lines = Object.entries(props).map(([name, value]) => `  ${name}: ${jsonText(value)},`);
  return [`new CfnAccessEntry(this, ${jsonText(id)}, {`, ...lines, '});'].join('\n');
}

function undecided(name: string, code: string): string {
  const lines = [`Decision “${plain(name)}”`, ...code.split('\n')];
  return lines.map((line) => `// ${line}`).join('\n');
}
