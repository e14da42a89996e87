import { awsAuthMigration } from '../../shared/access/aws-auth-migration.ts';
import { recordingFacts, UnreadFact } from '../../shared/assess/facts.ts';
import { dayOf } from '../../shared/commit/commit.ts';
import type { MigrationPlan } from '../../shared/model/aws-auth-migration.ts';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import { createEstate, type Estate, type FactMap, mergeFacts } from '../../shared/model/estate.ts';
import { jsonText } from '../../shared/report/json.ts';
import { renderMigrationCdk } from '../../shared/report/migration-cdk.ts';
import { renderMigrationCommands } from '../../shared/report/migration-commands.ts';
import { renderMigrationTerraform } from '../../shared/report/migration-terraform.ts';
import { UsageError } from '../adapters/usage-error.ts';
import { collect } from '../collect.ts';
import { clustersOf } from '../sweep/clusters-of.ts';
import type { MigrateCommand } from './migrate-arguments.ts';
import type { Place } from './place.ts';
import type { Terminal } from './terminal.ts';

/** Something that it takes to say what becomes of aws-auth was not read. */
const unread = 2;

/** Prints the plan from the aws-auth of a cluster to access entries; changes nothing. Resolves to the exit status. */
export async function migrateAwsAuthCommand(
  terminal: Terminal,
  place: Place,
  { cluster: asked, format }: MigrateCommand,
): Promise<number> {
  const account = await readIam(terminal, place);
  const cluster = clusterIn(account, place, asked);
  terminal.progress(`Reading cluster ${cluster.name} …`);
  const inside = await collect(place.source, place.account, { kind: 'cluster', cluster });
  const estate = createEstate(place.account, mergeFacts(account.facts, inside));
  const plan = planOf(place, estate, cluster);
  for (const problem of place.problems()) terminal.err(problem);
  if ('missing' in plan) {
    terminal.err(`No plan without ${plan.missing}`);
    return unread;
  }
  terminal.out(renderers[format](plan));
  return plan.lines.some(({ outcome }) => outcome === 'UNDECIDED') ? unread : 0;
}

const renderers: Readonly<Record<MigrateCommand['format'], (plan: MigrationPlan) => string>> = {
  commands: renderMigrationCommands,
  cdk: renderMigrationCdk,
  terraform: renderMigrationTerraform,
  json: (plan) => `${jsonText({ schemaVersion: 1, ...plan }, 2)}\n`,
};

/** Principals, and which clusters there are. */
async function readIam(terminal: Terminal, { source, account, config }: Place): Promise<Estate> {
  terminal.progress('Reading iam …');
  const facts: FactMap[] = [await collect(source, account, { kind: 'iam' })];
  for (const region of config.regions) {
    facts.push(await collect(source, account, { kind: 'clusters', region }));
  }
  return createEstate(account, facts.reduce(mergeFacts));
}

function clusterIn(estate: Estate, { config }: Place, asked: string): ClusterRef {
  const { clusters } = clustersOf(estate, config.regions, undefined);
  const [found, ...others] = clusters.filter(
    ({ region, name }) => name === asked || `${region}/${name}` === asked,
  );
  if (found === undefined)
    throw new UsageError(`${asked}: no such cluster; write NAME or REGION/NAME`);
  if (others.length > 0)
    throw new UsageError(`${asked}: in several Regions; write REGION/${asked}`);
  return found;
}

type Planned = MigrationPlan | { readonly missing: string };

function planOf({ config, clock }: Place, estate: Estate, cluster: ClusterRef): Planned {
  const { facts } = recordingFacts({
    estate,
    config,
    today: dayOf(clock()),
    waiverMatches: () => 0,
  });
  try {
    return (
      awsAuthMigration(facts, cluster) ?? { missing: `the cluster ${cluster.name}: it is gone` }
    );
  } catch (error) {
    if (error instanceof UnreadFact) return { missing: error.message };
    throw error;
  }
}
