import type { CloudTrailRecord } from './cloud-trail-record.ts';

/**
 * How a call was made, in human words; undefined where nothing tells. A service that makes calls for somebody says so
 * itself; a user agent is what the caller says.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function viaOf(event: CloudTrailRecord): string | undefined {
  const { userAgent = '', userIdentity, sessionCredentialFromConsole } = event;
  const services = [userIdentity.invokedBy, userAgent];
  if (services.includes('cloudformation.amazonaws.com')) return 'CloudFormation';
  const tool = tools.find(([pattern]) => pattern.test(userAgent))?.[1];
  // A terminal in the console has credentials of the console.
  if (sessionCredentialFromConsole === 'true')
    return tool === undefined ? 'console' : `${tool} in the console`;
  return tool ?? (consoles.includes(userAgent) ? 'console' : undefined);
}

/** What consoles call themselves: of users, and of root. */
const consoles: readonly string[] = ['signin.amazonaws.com', 'console.amazonaws.com'];

/** The tool before the SDK that it is made with. */
const tools: readonly (readonly [RegExp, string])[] = [
  [/\bterraform\b/i, 'Terraform'],
  [/\bopentofu\b/i, 'OpenTofu'],
  [/\bpulumi\b/i, 'Pulumi'],
  [/\beksctl\b/i, 'eksctl'],
  [/\bcrossplane\b/i, 'Crossplane'],
  [/^aws-cli\//i, 'AWS CLI'],
  [/^(aws-sdk-|boto3?\/|botocore\/)/i, 'AWS SDK'],
];
