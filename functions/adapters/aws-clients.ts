import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { EC2Client } from '@aws-sdk/client-ec2';
import { EKSClient } from '@aws-sdk/client-eks';
import { IAMClient } from '@aws-sdk/client-iam';
import { readerSettings } from './client-settings.ts';

/** Makes the clients that read an account; each is asked for once per Region and then kept. */
export interface AwsClients {
  autoScaling(region: string): AutoScalingClient;
  cloudTrail(region: string): CloudTrailClient;
  ec2(region: string): EC2Client;
  eks(region: string): EKSClient;
  iam(region: string): IAMClient;
}

/** Endpoints come from the Region, or from AWS_ENDPOINT_URL and its kin; never from us. */
export const awsClients: AwsClients = {
  autoScaling: (region) => new AutoScalingClient({ region, ...readerSettings }),
  cloudTrail: (region) => new CloudTrailClient({ region, ...readerSettings }),
  ec2: (region) => new EC2Client({ region, ...readerSettings }),
  eks: (region) => new EKSClient({ region, ...readerSettings }),
  iam: (region) => new IAMClient({ region, ...readerSettings }),
};
