import {
  type AwsSecurityFindingFilters,
  paginateGetFindings,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { type HubPlace, productArn } from '../../shared/model/security-finding.ts';
import type { Suppressions } from '../../shared/ports/suppressions.ts';
import { awsFailure } from './aws-failure.ts';

/** Alerts wait for the answer, and are sent without it rather than late. In milliseconds. */
const impatient = {
  retryMode: 'standard',
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
} as const;

/** Findings of ours whose workflow status is SUPPRESSED, in the Security Hub of the client's Region. */
export function hubSuppressions(
  hub: HubPlace,
  client = new SecurityHubClient(impatient),
): Suppressions {
  const Filters = {
    ProductArn: [{ Comparison: 'EQUALS', Value: productArn(hub) }],
    GeneratorId: [{ Comparison: 'PREFIX', Value: 'gatewatch/' }],
    WorkflowStatus: [{ Comparison: 'EQUALS', Value: 'SUPPRESSED' }],
  } satisfies AwsSecurityFindingFilters;
  return {
    read: async () => {
      try {
        return { ids: await idsOf(client, Filters) };
      } catch (error) {
        return { unread: awsFailure(error).reason };
      }
    },
  };
}

async function idsOf(
  client: SecurityHubClient,
  Filters: AwsSecurityFindingFilters,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const { Findings = [] } of paginateGetFindings(
    { client, pageSize: 100 },
    { Filters },
  )) {
    for (const { Id = '' } of Findings) ids.add(Id.split('/').at(-1) ?? Id);
  }
  return ids;
}
