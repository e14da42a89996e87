import {
  type AwsSecurityFinding,
  BatchImportFindingsCommand,
  InvalidAccessException,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import type { SecurityFinding } from '../../shared/model/security-finding.ts';
import type { FindingHub } from '../../shared/ports/finding-hub.ts';
import { batchesOf } from './batches.ts';
import { stateSettings } from './client-settings.ts';

/**
 * What Security Hub takes at a time, and of one finding.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html
 */
const atOnce = { most: 100, bytes: 240_000 };

/** Findings that it does not take are sent once more by themselves: a fault of its own passes, one of ours stays. */
const tries = 2;

/** Brings findings to Security Hub in the Region of the client. */
export function securityHub(client = new SecurityHubClient(stateSettings)): FindingHub {
  return {
    put: async (findings) => {
      const refused: string[] = [];
      for (const batch of batchesOf(findings, sizeOf, atOnce)) {
        refused.push(...(await putBatch(client, batch)));
      }
      if (refused.length === 0) return;
      throw new Error(
        `${refused.length} of ${findings.length} findings were not taken by Security Hub: ${refused[0]}`,
      );
    },
  };
}

/** Resolves to why, for each that was not taken. */
async function putBatch(
  client: SecurityHubClient,
  batch: readonly SecurityFinding[],
): Promise<readonly string[]> {
  let left = batch;
  let reasons: readonly string[] = [];
  for (let tried = 0; tried < tries && left.length > 0; tried += 1) {
    const failed = await importFindings(client, left);
    left = left.filter(({ Id }) => failed.has(Id));
    reasons = left.map(({ Id }) => `${Id}: ${failed.get(Id)}`);
  }
  return reasons;
}

async function importFindings(
  client: SecurityHubClient,
  findings: readonly SecurityFinding[],
): Promise<ReadonlyMap<string, string>> {
  const command = new BatchImportFindingsCommand({ Findings: findings.map(asSent) });
  const { FailedFindings = [] } = await client.send(command).catch(async (cause: unknown) => {
    throw await explained(client, cause);
  });
  return new Map(
    FailedFindings.map(({ Id = '', ErrorCode, ErrorMessage }) => [
      Id,
      `${ErrorCode}: ${ErrorMessage}`,
    ]),
  );
}

async function explained(client: SecurityHubClient, cause: unknown): Promise<unknown> {
  if (!(cause instanceof InvalidAccessException)) return cause;
  return new Error(
    `Security Hub is not enabled in ${await client.config.region()}: enable it there, or take the channel out of the configuration. ${cause.message}`,
    { cause },
  );
}

function asSent({
  Resources,
  FindingProviderFields,
  ...finding
}: SecurityFinding): AwsSecurityFinding {
  const { Severity, Types } = FindingProviderFields;
  return {
    ...finding,
    FindingProviderFields: { Severity, Types: [...Types] },
    Resources: [...Resources],
  };
}

function sizeOf(finding: SecurityFinding): number {
  return Buffer.byteLength(JSON.stringify(finding));
}
