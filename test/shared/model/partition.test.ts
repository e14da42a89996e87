import { describe, expect, it } from 'vitest';
import {
  consoleHostOf,
  dnsSuffixOf,
  iamRegionOf,
  partitionOf,
} from '../../../shared/model/partition.ts';
import { watchedRegions } from '../../../shared/model/watched-region.ts';

describe('a partition', () => {
  it.each([
    ['eu-west-1', 'aws', 'us-east-1'],
    ['us-east-1', 'aws', 'us-east-1'],
    ['cn-northwest-1', 'aws-cn', 'cn-north-1'],
    ['us-gov-east-1', 'aws-us-gov', 'us-gov-west-1'],
    ['eusc-de-east-1', 'aws-eusc', 'eusc-de-east-1'],
    ['us-iso-west-1', 'aws-iso', 'us-iso-east-1'],
    ['us-isob-east-1', 'aws-iso-b', 'us-isob-east-1'],
    ['eu-isoe-west-1', 'aws-iso-e', 'eu-isoe-west-1'],
    ['us-isof-south-1', 'aws-iso-f', 'us-isof-south-1'],
  ])('of %s is %s, whose IAM is recorded in %s', (region, partition, iamRegion) => {
    expect(partitionOf(region)).toBe(partition);
    expect(iamRegionOf(partition)).toBe(iamRegion);
  });

  it('that is not known has no IAM Region', () => {
    expect(iamRegionOf('aws-moon')).toBeUndefined();
  });

  it.each([
    ['aws', 'console.aws.amazon.com'],
    ['aws-cn', 'console.amazonaws.cn'],
    ['aws-us-gov', 'console.amazonaws-us-gov.com'],
    ['aws-iso', undefined],
  ])('%s has its console at %s', (partition, host) => {
    expect(consoleHostOf(partition)).toBe(host);
  });
});

describe('the Regions whose trails matter', () => {
  it('are those watched and the one where IAM is recorded, sorted', () => {
    expect(watchedRegions(['us-west-2', 'eu-west-1'], 'aws')).toEqual([
      { region: 'eu-west-1', watched: true, iamRegion: false },
      { region: 'us-east-1', watched: false, iamRegion: true },
      { region: 'us-west-2', watched: true, iamRegion: false },
    ]);
  });

  it('are one where it is both', () => {
    expect(watchedRegions(['us-east-1'], 'aws')).toEqual([
      { region: 'us-east-1', watched: true, iamRegion: true },
    ]);
  });

  it('are only those watched where the partition is not known', () => {
    expect(watchedRegions(['moon-1'], 'aws-moon')).toEqual([
      { region: 'moon-1', watched: true, iamRegion: false },
    ]);
  });
});

describe('the endpoints of a service', () => {
  it.each([
    ['eu-west-1', 'amazonaws.com'],
    ['us-gov-west-1', 'amazonaws.com'],
    ['cn-north-1', 'amazonaws.com.cn'],
    ['eusc-de-east-1', 'amazonaws.eu'],
    ['us-iso-east-1', 'c2s.ic.gov'],
    ['us-isob-east-1', 'sc2s.sgov.gov'],
    ['eu-isoe-west-1', 'cloud.adc-e.uk'],
    ['us-isof-south-1', 'csp.hci.ic.gov'],
  ])('of %s are below %s', (region, suffix) => {
    expect(dnsSuffixOf(region)).toBe(suffix);
  });
});
