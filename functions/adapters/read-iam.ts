import { GetAccountSummaryCommand, ListOpenIDConnectProvidersCommand } from '@aws-sdk/client-iam';
import type { Answer } from '../../shared/model/reading.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import { answerTo, itemsAnswer, unreadAnswer } from './answers.ts';
import type { AwsSession } from './aws-session.ts';
import { readAuthorizationDetails } from './read-authorization-details.ts';
import { readOidcProvider } from './read-oidc-provider.ts';

/** Principals with their policies, identity providers and the account's quotas. */
export async function* readIam(aws: AwsSession): AsyncGenerator<Answer> {
  const [summary, providers] = await Promise.all([readSummary(aws), readProviders(aws)]);
  yield summary;
  yield* providers;
  yield* readAuthorizationDetails(aws);
}

async function readSummary(aws: AwsSession): Promise<Answer> {
  const asked = await aws.ask('GetAccountSummary', async () =>
    (await aws.iam()).send(new GetAccountSummaryCommand({})),
  );
  return answerTo({ path: snapshotPaths.accountSummary() }, asked);
}

/** IAM lists them on one page. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOpenIDConnectProviders.html */
async function readProviders(aws: AwsSession): Promise<readonly Answer[]> {
  const path = snapshotPaths.oidcProviders();
  const listed = await aws.ask('ListOpenIDConnectProviders', async () =>
    (await aws.iam()).send(new ListOpenIDConnectProvidersCommand({})),
  );
  const { readAt } = listed;
  if (!listed.ok) return [unreadAnswer({ path }, readAt, listed.failure.reason)];
  const listing = listed.value.OpenIDConnectProviderList;
  const arns = listing?.flatMap(({ Arn }) => Arn ?? []) ?? [];
  const answers = await Promise.all(arns.map((arn) => readOidcProvider(aws, arn)));
  const isWhole = arns.length === listing?.length;
  const list = isWhole
    ? itemsAnswer(path, readAt, arns)
    : unreadAnswer({ path }, readAt, 'malformed answer: a list without its ARNs');
  return [...answers, list];
}
