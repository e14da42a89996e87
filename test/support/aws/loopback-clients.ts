import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { EC2Client } from '@aws-sdk/client-ec2';
import { EKSClient } from '@aws-sdk/client-eks';
import { IAMClient } from '@aws-sdk/client-iam';
import type { AwsClients } from '../../../functions/adapters/aws-clients.ts';
import { readerSettings } from '../../../functions/adapters/client-settings.ts';

/** The clients of the real thing, aimed at a loopback endpoint. */
export function loopbackClients(endpoint: string, maxAttempts: number = 8): AwsClients {
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' };
  const settings = { ...readerSettings, endpoint, credentials, maxAttempts };
  return {
    autoScaling: (region) => new AutoScalingClient({ region, ...settings }),
    cloudTrail: (region) => new CloudTrailClient({ region, ...settings }),
    ec2: (region) => new EC2Client({ region, ...settings }),
    eks: (region) => new EKSClient({ region, ...settings }),
    iam: (region) => new IAMClient({ region, ...settings }),
  };
}
