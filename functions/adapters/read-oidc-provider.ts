import { GetOpenIDConnectProviderCommand } from '@aws-sdk/client-iam';
import type { Answer } from '../../shared/model/reading.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import { answerTo } from './answers.ts';
import type { AwsSession } from './aws-session.ts';

/** An identity provider, with the ARN that its answer leaves out. */
export async function readOidcProvider(aws: AwsSession, arn: string): Promise<Answer> {
  const asked = await aws.ask(`GetOpenIDConnectProvider of ${arn}`, async () =>
    (await aws.iam()).send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn })),
  );
  const address = { path: snapshotPaths.oidcProviders(), item: arn };
  return answerTo(address, asked, (provider) => ({ Arn: arn, ...provider }));
}
