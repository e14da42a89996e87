import * as z from 'zod/mini';
import { compareText, type Json } from '../model/json.ts';
import type { ClusterVersion, InstanceMetadataDefaults } from '../model/region-facts.ts';
import { isTruncated } from './is-truncated.ts';
import type { Parsed } from './parsed.ts';
import { given, parseWith, time } from './schema.ts';

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeClusterVersions.html */
export function readClusterVersions(json: Json | undefined): Parsed<readonly ClusterVersion[]> {
  const parsed = parseWith(versionsSchema, json);
  if ('error' in parsed) return parsed;
  return whole(json, parsed.ok.clusterVersions.map(toVersion));
}

const versionsSchema = z.object({
  clusterVersions: z.array(
    z.object({
      clusterVersion: z.string(),
      versionStatus: z.string(),
      endOfStandardSupportDate: z.nullish(time()),
      endOfExtendedSupportDate: z.nullish(time()),
    }),
  ),
});

function toVersion(
  version: z.infer<typeof versionsSchema>['clusterVersions'][number],
): ClusterVersion {
  return {
    version: version.clusterVersion,
    versionStatus: version.versionStatus,
    ...given({
      endOfStandardSupport: version.endOfStandardSupportDate,
      endOfExtendedSupport: version.endOfExtendedSupportDate,
    }),
  };
}

/** The ARNs, sorted. https://docs.aws.amazon.com/eks/latest/APIReference/API_ListAccessPolicies.html */
export function readOfferedAccessPolicies(json: Json | undefined): Parsed<readonly string[]> {
  const parsed = parseWith(accessPoliciesSchema, json);
  if ('error' in parsed) return parsed;
  return whole(json, parsed.ok.accessPolicies.map(({ arn }) => arn).sort(compareText));
}

const accessPoliciesSchema = z.object({
  accessPolicies: z.array(z.object({ arn: z.string() })),
});

/** A page of several would say that what follows does not exist. */
function whole<V>(json: Json | undefined, value: V): Parsed<V> {
  const truncated = json !== undefined && isTruncated(json);
  return truncated ? { error: 'the list has more pages than this' } : { ok: value };
}

/**
 * What is not set for the account is left to AMI and launch template: the member is missing, or says so.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetInstanceMetadataDefaults.html
 */
export function readInstanceMetadataDefaults(
  json: Json | undefined,
): Parsed<InstanceMetadataDefaults> {
  const parsed = parseWith(defaultsSchema, json);
  if ('error' in parsed) return parsed;
  const { HttpTokens: tokens, HttpPutResponseHopLimit: hops } = parsed.ok.AccountLevel;
  return {
    ok: given({
      httpTokens: tokens === 'no-preference' ? undefined : tokens,
      httpPutResponseHopLimit: hops === -1 ? undefined : hops,
    }),
  };
}

const defaultsSchema = z.object({
  AccountLevel: z.object({
    HttpTokens: z.nullish(z.string()),
    HttpPutResponseHopLimit: z.nullish(z.number()),
  }),
});
