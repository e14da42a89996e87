import {
  DescribeHubCommand,
  InvalidAccessException,
  ResourceNotFoundException,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import type { Known } from '../../shared/model/check.ts';
import { stateSettings } from './client-settings.ts';
import { known } from './known.ts';

/**
 * Whether Security Hub is enabled in the Region of the client.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_DescribeHub.html
 */
export function hubEnabled(
  client = new SecurityHubClient(stateSettings),
): () => Promise<Known<boolean>> {
  return () => known(() => describe(client));
}

async function describe(client: SecurityHubClient): Promise<boolean> {
  try {
    await client.send(new DescribeHubCommand({}));
    return true;
  } catch (error) {
    if (isOfNone(error)) return false;
    throw error;
  }
}

function isOfNone(error: unknown): boolean {
  return error instanceof InvalidAccessException || error instanceof ResourceNotFoundException;
}
