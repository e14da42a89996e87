import * as z from 'zod/mini';
import type { Addon, Capability, FargateProfile } from '../model/cluster-parts.ts';
import type { Parsed } from './parsed.ts';
import { given, parseWith } from './schema.ts';

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_FargateProfile.html */
export function readFargateProfile(json: unknown, item: string): Parsed<FargateProfile> {
  const parsed = parseWith(fargateProfileSchema, json, 'fargateProfile');
  if ('error' in parsed) return parsed;
  const { fargateProfileName, fargateProfileArn: arn, podExecutionRoleArn } = parsed.ok;
  if (fargateProfileName !== item) {
    return { error: `fargateProfile.fargateProfileName: expected ${item}` };
  }
  return { ok: { name: item, arn, podExecutionRoleArn } };
}

const fargateProfileSchema = z.object({
  fargateProfileName: z.string(),
  fargateProfileArn: z.string(),
  podExecutionRoleArn: z.string(),
});

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_Addon.html */
export function readAddon(json: unknown, item: string): Parsed<Addon> {
  const parsed = parseWith(addonSchema, json, 'addon');
  if ('error' in parsed) return parsed;
  const { addonName, addonArn: arn, serviceAccountRoleArn, podIdentityAssociations } = parsed.ok;
  if (addonName !== item) return { error: `addon.addonName: expected ${item}` };
  return {
    ok: {
      ...{ name: item, arn },
      ...given({ serviceAccountRoleArn }),
      podIdentityAssociations: podIdentityAssociations ?? [],
    },
  };
}

const addonSchema = z.object({
  addonName: z.string(),
  addonArn: z.string(),
  serviceAccountRoleArn: z.nullish(z.string()),
  podIdentityAssociations: z.nullish(z.array(z.string())),
});

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_Capability.html */
export function readCapability(json: unknown, item: string): Parsed<Capability> {
  const parsed = parseWith(capabilitySchema, json, 'capability');
  if ('error' in parsed) return parsed;
  const { capabilityName, arn, type, roleArn, configuration } = parsed.ok;
  if (capabilityName !== item) return { error: `capability.capabilityName: expected ${item}` };
  const rbacRoleMappings = configuration?.argoCd?.rbacRoleMappings ?? [];
  return { ok: { name: item, arn, type, roleArn, rbacRoleMappings } };
}

const argoCdSchema = z.object({
  rbacRoleMappings: z.nullish(
    z.array(
      z.object({
        role: z.string(),
        identities: z.array(z.object({ type: z.string(), id: z.string() })),
      }),
    ),
  ),
});

const capabilitySchema = z.object({
  capabilityName: z.string(),
  arn: z.string(),
  type: z.string(),
  roleArn: z.string(),
  configuration: z.nullish(z.object({ argoCd: z.nullish(argoCdSchema) })),
});
