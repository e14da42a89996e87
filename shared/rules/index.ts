import { accessEntryNoClusterAdmin } from './access-entry-no-cluster-admin.ts';
import { accessEntryNoClusterWideSecrets } from './access-entry-no-cluster-wide-secrets.ts';
import { accessEntryPrincipalExists } from './access-entry-principal-exists.ts';
import { accessEntryPrincipalInAccount } from './access-entry-principal-in-account.ts';
import { clusterAuthenticationModeApi } from './cluster-authentication-mode-api.ts';
import { clusterEndpointNotPublic } from './cluster-endpoint-not-public.ts';
import { irsaTrustSubjectRequired } from './irsa-trust-subject-required.ts';
import type { Rule } from './rule.ts';
import { trailLogging } from './trail-logging.ts';
import { waiverInForce } from './waiver-in-force.ts';

/** Every rule there is, sorted by id. */
export const catalogue: readonly Rule[] = [
  accessEntryNoClusterAdmin,
  accessEntryNoClusterWideSecrets,
  accessEntryPrincipalExists,
  accessEntryPrincipalInAccount,
  clusterAuthenticationModeApi,
  clusterEndpointNotPublic,
  irsaTrustSubjectRequired,
  trailLogging,
  waiverInForce,
];
