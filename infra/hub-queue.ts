import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { hubName } from './names.ts';

export interface HubQueue {
  readonly arn: string;
  readonly url: string;
}

/** A queue of the home Region, by its name: no stack of another Region can refer to it. */
export function hubQueue(
  scope: Construct,
  { homeRegion, hubStackName }: { readonly homeRegion: string; readonly hubStackName: string },
  purpose: 'changes' | 'rejected',
): HubQueue {
  const { account, urlSuffix } = Stack.of(scope);
  const name = hubName(hubStackName, purpose);
  return {
    arn: Stack.of(scope).formatArn({
      service: 'sqs',
      region: homeRegion,
      resource: name,
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    }),
    url: `https://sqs.${homeRegion}.${urlSuffix}/${account}/${name}`,
  };
}
