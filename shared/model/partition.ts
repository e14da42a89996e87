/**
 * The Region whose endpoint signs IAM calls and where CloudTrail records them.
 * From the IAM endpoint rules of the AWS SDK and botocore's partitions.json.
 */
const iamRegions: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-south-1',
};

const partitionPrefixes: readonly (readonly [string, string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
];

/** Undefined for a partition that this table does not know. */
export function iamRegionOf(partition: string): string | undefined {
  return iamRegions[partition];
}

export function partitionOf(region: string): string {
  return partitionPrefixes.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

/** Where people look at it: the console's host differs by partition. */
const consoleHosts: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** Undefined where the partition's console host is not public knowledge. */
export function consoleHostOf(partition: string): string | undefined {
  return consoleHosts[partition];
}

/** What the names of a Region's service endpoints end with. From the partitions.json of the AWS SDKs. */
const dnsSuffixes: Readonly<Record<string, string>> = {
  'aws-cn': 'amazonaws.com.cn',
  'aws-eusc': 'amazonaws.eu',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
  'aws-iso-e': 'cloud.adc-e.uk',
  'aws-iso-f': 'csp.hci.ic.gov',
};

/** Of `sts.<region>.<suffix>`. */
export function dnsSuffixOf(region: string): string {
  return dnsSuffixes[partitionOf(region)] ?? 'amazonaws.com';
}
