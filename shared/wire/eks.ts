import * as z from 'zod/mini';
import type { AccessEntry, AssociatedAccessPolicy } from '../model/access-entry.ts';
import type { Account } from '../model/account.ts';
import { type Cluster, type ClusterRef, clusterArn } from '../model/cluster.ts';
import type { Parsed } from './parsed.ts';
import { given, parseWith, time } from './schema.ts';

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeCluster.html */
export function readCluster(json: unknown, account: Account, ref: ClusterRef): Parsed<Cluster> {
  const parsed = parseWith(clusterSchema, json);
  if ('error' in parsed) return parsed;
  const { arn, status, version, accessConfig, resourcesVpcConfig, identity } = parsed.ok.cluster;
  const expectedArn = clusterArn(account, ref);
  if (arn !== expectedArn) return { error: `cluster.arn: expected ${expectedArn}` };
  const { endpointPublicAccess, endpointPrivateAccess, publicAccessCidrs } = resourcesVpcConfig;
  return {
    ok: {
      ...ref,
      arn,
      status,
      endpointPublicAccess,
      endpointPrivateAccess,
      publicAccessCidrs,
      ...given({
        version,
        authenticationMode: accessConfig?.authenticationMode,
        bootstrapClusterCreatorAdminPermissions:
          accessConfig?.bootstrapClusterCreatorAdminPermissions,
        oidcIssuer: identity?.oidc?.issuer,
      }),
    },
  };
}

const clusterSchema = z.object({
  cluster: z.object({
    arn: z.string(),
    status: z.string(),
    version: z.nullish(z.string()),
    accessConfig: z.nullish(
      z.object({
        authenticationMode: z.nullish(z.string()),
        bootstrapClusterCreatorAdminPermissions: z.nullish(z.boolean()),
      }),
    ),
    resourcesVpcConfig: z.object({
      endpointPublicAccess: z.boolean(),
      endpointPrivateAccess: z.boolean(),
      publicAccessCidrs: z.array(z.string()),
    }),
    identity: z.nullish(z.object({ oidc: z.nullish(z.object({ issuer: z.nullish(z.string()) })) })),
  }),
});

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_AccessEntry.html */
export function readAccessEntry(json: unknown, item: string): Parsed<AccessEntry> {
  const parsed = parseWith(accessEntrySchema, json, 'accessEntry');
  if ('error' in parsed) return parsed;
  const { principalArn, type, kubernetesGroups, username, createdAt } = parsed.ok;
  if (principalArn !== item) return { error: `accessEntry.principalArn: expected ${item}` };
  return {
    ok: {
      principalArn,
      type,
      kubernetesGroups: kubernetesGroups ?? [],
      ...given({ username, createdAt }),
    },
  };
}

const accessEntrySchema = z.object({
  principalArn: z.string(),
  type: z.string(),
  username: z.nullish(z.string()),
  kubernetesGroups: z.nullish(z.array(z.string())),
  createdAt: z.nullish(time()),
});

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_AssociatedAccessPolicy.html */
export function readAccessPolicies(json: unknown): Parsed<readonly AssociatedAccessPolicy[]> {
  const parsed = parseWith(accessPoliciesSchema, json, 'associatedAccessPolicies');
  if ('error' in parsed) return parsed;
  return {
    ok: parsed.ok.map(({ policyArn, accessScope: { type, namespaces } }) => ({
      policyArn,
      accessScope: { type, namespaces: namespaces ?? [] },
    })),
  };
}

const accessPoliciesSchema = z.array(
  z.object({
    policyArn: z.string(),
    accessScope: z.object({ type: z.string(), namespaces: z.nullish(z.array(z.string())) }),
  }),
);
