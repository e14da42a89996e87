import type { MigrationPlan } from '../model/aws-auth-migration.ts';
import { lineTexts } from './migration-commands.ts';
import { plain } from './text.ts';

/** What stands above the snippets, each a line for a comment. */
export function migrationPreamble(plan: MigrationPlan): readonly string[] {
  const { cluster, authenticationMode, lines } = plan;
  const mode =
    authenticationMode === 'CONFIG_MAP'
      ? ['First set the mode of the cluster to API_AND_CONFIG_MAP, which cannot be taken back.']
      : [];
  return [
    `Access entries instead of aws-auth: ${plain(cluster.name)} in ${plain(cluster.region)}, now in mode ${plain(authenticationMode)}.`,
    ...mode,
    'An entry counts from the moment it is there. “--format commands” has the order of steps, how to verify each and how to take it back.',
    ...lineTexts(lines).map((text) => `  ${text}`),
  ];
}
