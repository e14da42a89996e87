import type { Scenario } from '../scenario.ts';
import { logIsSubscribedTo, subscriptionIsRemoved } from './audit-subscription.ts';
import { mappingGoneIsTold, mappingIsTold } from './aws-auth-edit.ts';
import { burstEndsInTheTruth } from './burst.ts';
import { grantIsTold, removalIsTold, repeatIsSilent } from './cluster-admin.ts';
import { deploymentSweeps } from './deployment-sweeps.ts';
import { disabledRuleIsNoticed } from './disabled-rule.ts';
import { dryRun, unknownKey } from './dry-run.ts';
import { firstSweep } from './first-sweep.ts';
import { sweepFindsWorkloads } from './found-in-iam.ts';
import { rejectedRecord } from './rejected-record.ts';
import { deletedRoleIsTold, openTrustIsTold } from './roles-in-iam-region.ts';
import { slackIsTold } from './slack.ts';
import { storesKeepContracts } from './stores.ts';
import { alertOutlivesOutage } from './topic-out-of-reach.ts';
import { forgedEventIsIgnored, sweepFindsIt } from './unheard-change.ts';

/** In the order in which they run: each starts from what those before it left. */
export const scenarios: readonly Scenario[] = [
  firstSweep,
  deploymentSweeps,
  dryRun,
  unknownKey,
  grantIsTold,
  repeatIsSilent,
  removalIsTold,
  slackIsTold,
  forgedEventIsIgnored,
  sweepFindsIt,
  sweepFindsWorkloads,
  rejectedRecord,
  openTrustIsTold,
  deletedRoleIsTold,
  logIsSubscribedTo,
  mappingIsTold,
  mappingGoneIsTold,
  subscriptionIsRemoved,
  alertOutlivesOutage,
  disabledRuleIsNoticed,
  burstEndsInTheTruth,
  storesKeepContracts,
];
