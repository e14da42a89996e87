import type { AwsAuthMappings } from '../model/aws-auth.ts';
import type { MigratedLine, MigrationPlan, PlannedEntry } from '../model/aws-auth-migration.ts';
import { type ClusterRef, honoursAccessEntries, honoursAwsAuth } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Facts } from './facts.ts';
import { deadLines, type MigratedMapping, migratedLines } from './migrated-lines.ts';
import { migrationSteps } from './migration-steps.ts';

/**
 * How to get from aws-auth to access entries: each line with equal power or less, in an order that locks out nobody on the
 * way. Undefined where there is no such cluster; ends where the cluster, its aws-auth or its entries are unread.
 * https://docs.aws.amazon.com/eks/latest/userguide/migrating-access-entries.html
 */
export function awsAuthMigration(facts: Facts, ref: ClusterRef): MigrationPlan | undefined {
  const cluster = facts.get(factKeys.cluster(ref));
  if (cluster === undefined) return undefined;
  const authenticationMode = cluster.authenticationMode ?? 'CONFIG_MAP';
  const awsAuth = facts.get(factKeys.awsAuth(ref));
  const taken = honoursAccessEntries({ ...cluster, authenticationMode })
    ? facts.list(factKeys.accessEntries(ref))
    : [];
  const mappings = awsAuth?.mappings ?? nothing;
  const mapped = honoursAwsAuth(cluster)
    ? migratedLines(facts, ref, mappings, taken)
    : deadLines(mappings);
  const entries = eachOnce(mapped.flatMap((line) => line.entries));
  return {
    cluster: { region: ref.region, name: ref.name },
    authenticationMode,
    lines: mapped.map(lineOf),
    entries,
    steps: migrationSteps({
      cluster: ref,
      authenticationMode,
      hasAwsAuth: awsAuth !== undefined,
      lines: mapped,
      entries,
    }),
  };
}

const nothing: AwsAuthMappings = { roles: [], users: [], accounts: [], faults: [] };

function eachOnce(entries: readonly PlannedEntry[]): readonly PlannedEntry[] {
  return [...new Map(entries.map((entry) => [entry.principalArn, entry])).values()];
}

function lineOf({ mapping: _, entries: __, ...line }: MigratedMapping): MigratedLine {
  return line;
}
