import * as z from 'zod/mini';
import type { AccessEntry, AssociatedAccessPolicy } from '../model/access-entry.ts';
import type { Account } from '../model/account.ts';
import { type Cluster, type ClusterRef, type ComputeConfig, clusterArn } from '../model/cluster.ts';
import { compareText } from '../model/json.ts';
import type { Parsed } from './parsed.ts';
import { given, parseWith, time } from './schema.ts';

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeCluster.html */
export function readCluster(json: unknown, account: Account, ref: ClusterRef): Parsed<Cluster> {
  const parsed = parseWith(clusterSchema, json);
  if ('error' in parsed) return parsed;
  const { arn, status, version, accessConfig, resourcesVpcConfig, ...rest } = parsed.ok.cluster;
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
      encryptionKeyArns: (rest.encryptionConfig ?? []).flatMap(keyOf),
      ...given({
        version,
        roleArn: rest.roleArn,
        enabledLogTypes: enabledLogTypes(rest.logging?.clusterLogging),
        computeConfig: toComputeConfig(rest.computeConfig),
        authenticationMode: accessConfig?.authenticationMode,
        bootstrapClusterCreatorAdminPermissions:
          accessConfig?.bootstrapClusterCreatorAdminPermissions,
        oidcIssuer: rest.identity?.oidc?.issuer,
      }),
    },
  };
}

const logSetupSchema = z.object({
  types: z.nullish(z.array(z.string())),
  enabled: z.nullish(z.boolean()),
});

const encryptionSchema = z.object({
  provider: z.nullish(z.object({ keyArn: z.nullish(z.string()) })),
});

const computeSchema = z.object({
  enabled: z.nullish(z.boolean()),
  nodeRoleArn: z.nullish(z.string()),
});

const clusterSchema = z.object({
  cluster: z.object({
    arn: z.string(),
    status: z.string(),
    version: z.nullish(z.string()),
    roleArn: z.nullish(z.string()),
    logging: z.nullish(z.object({ clusterLogging: z.nullish(z.array(logSetupSchema)) })),
    encryptionConfig: z.nullish(z.array(encryptionSchema)),
    computeConfig: z.nullish(computeSchema),
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

/** A type is on where any element says so. */
function enabledLogTypes(
  setups: readonly z.infer<typeof logSetupSchema>[] | null | undefined,
): readonly string[] | undefined {
  const on = setups?.filter(({ enabled }) => enabled === true);
  return on && [...new Set(on.flatMap(({ types }) => types ?? []))].sort(compareText);
}

function keyOf({ provider }: z.infer<typeof encryptionSchema>): readonly string[] {
  return provider?.keyArn == null ? [] : [provider.keyArn];
}

function toComputeConfig(
  config: z.infer<typeof computeSchema> | null | undefined,
): ComputeConfig | undefined {
  if (config == null) return undefined;
  return { enabled: config.enabled ?? false, ...given({ nodeRoleArn: config.nodeRoleArn }) };
}

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
