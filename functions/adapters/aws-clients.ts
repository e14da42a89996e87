import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { EKSClient } from '@aws-sdk/client-eks';
import { IAMClient } from '@aws-sdk/client-iam';
import { readerSettings } from './client-settings.ts';

/** Makes the clients that read an account; each is asked for once per Region and then kept. */
export interface AwsClients {
  cloudTrail(region: string): CloudTrailClient;
  eks(region: string): EKSClient;
  iam(region: string): IAMClient;
}

/** Endpoints come from the Region, or from AWS_ENDPOINT_URL and its kin; never from us. */
export const awsClients: AwsClients = {
  cloudTrail: (region) => new CloudTrailClient({ region, ...readerSettings }),
  eks: (region) => new EKSClient({ region, ...readerSettings }),
  iam: (region) => new IAMClient({ region, ...readerSettings }),
};
