import { collect } from '../../../functions/collect.ts';
import { assess } from '../../../shared/assess/assess.ts';
import { createEstate, mergeFacts } from '../../../shared/model/estate.ts';
import type { FindingContent } from '../../../shared/model/finding.ts';
import type { ReadRequest } from '../../../shared/model/reading.ts';
import { accessEntryNoClusterAdmin } from '../../../shared/rules/access-entry-no-cluster-admin.ts';
import { accessEntryNoClusterWideSecrets } from '../../../shared/rules/access-entry-no-cluster-wide-secrets.ts';
import { accessEntryPrincipalExists } from '../../../shared/rules/access-entry-principal-exists.ts';
import { irsaTrustAudienceRequired } from '../../../shared/rules/irsa-trust-audience-required.ts';
import { irsaTrustSubjectRequired } from '../../../shared/rules/irsa-trust-subject-required.ts';
import { oidcProviderAudienceStsOnly } from '../../../shared/rules/oidc-provider-audience-sts-only.ts';
import { workloadRoleNoAdmin } from '../../../shared/rules/workload-role-no-admin.ts';
import { workloadRoleNoPrivilegeEscalation } from '../../../shared/rules/workload-role-no-privilege-escalation.ts';
import { plainConfig } from '../config.ts';
import { sampleAccount } from '../estate.ts';
import { groupsRule } from '../rules.ts';
import { sweepSource } from './sources.ts';
import type { World } from './world.ts';

/** Rules that turn on one value, on several of one thing, and on several things. */
export const judges = [
  accessEntryNoClusterAdmin,
  accessEntryNoClusterWideSecrets,
  accessEntryPrincipalExists,
  groupsRule,
  irsaTrustAudienceRequired,
  irsaTrustSubjectRequired,
  oidcProviderAudienceStsOnly,
  workloadRoleNoAdmin,
  workloadRoleNoPrivilegeEscalation,
];

/** What a sweep on fresh stores finds in a world. */
export async function judge(world: World): Promise<readonly FindingContent[]> {
  const source = sweepSource({ world: () => world, clock: () => 1, call: async () => 'answered' });
  const requests: readonly ReadRequest[] = [
    { kind: 'iam' },
    { kind: 'clusters', region },
    ...Object.keys(world.clusters).map((name) => ({
      kind: 'cluster' as const,
      cluster: { region, name },
    })),
  ];
  const read = await Promise.all(
    requests.map((request) => collect(source, sampleAccount, request)),
  );
  const estate = createEstate(sampleAccount, read.reduce(mergeFacts, new Map()));
  return assess({ catalogue: judges, config: plainConfig, estate, today: '2026-11-22' }).findings;
}

const region = 'eu-west-1';

/** What two findings must share to say the same. */
export function sayingOf({ id, ruleId, severity, fingerprint }: FindingContent): string {
  return [id, ruleId, severity, fingerprint].join(' ');
}
