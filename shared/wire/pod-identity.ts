import * as z from 'zod/mini';
import type { PodIdentityAssociation } from '../model/cluster-parts.ts';
import type { Parsed } from './parsed.ts';
import { parsePolicyDocument } from './policy-document.ts';
import { given, parseWith } from './schema.ts';

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_PodIdentityAssociation.html */
export function readPodIdentityAssociation(
  json: unknown,
  item: string,
): Parsed<PodIdentityAssociation> {
  const parsed = parseWith(associationSchema, json, 'association');
  if ('error' in parsed) return parsed;
  const { policy, disableSessionTags, targetRoleArn, externalId, ownerArn, ...own } = parsed.ok;
  if (`${own.namespace}/${own.serviceAccount}` !== item) {
    return { error: `association: expected namespace and service account ${item}` };
  }
  return {
    ok: {
      ...own,
      ...given({ targetRoleArn, externalId, policy: toPolicy(policy), ownerArn }),
      disableSessionTags: disableSessionTags ?? false,
    },
  };
}

const associationSchema = z.object({
  associationId: z.string(),
  associationArn: z.string(),
  namespace: z.string(),
  serviceAccount: z.string(),
  roleArn: z.string(),
  targetRoleArn: z.nullish(z.string()),
  externalId: z.nullish(z.string()),
  disableSessionTags: z.nullish(z.boolean()),
  policy: z.optional(z.unknown()),
  ownerArn: z.nullish(z.string()),
});

function toPolicy(policy: unknown): PodIdentityAssociation['policy'] {
  if (policy == null) return undefined;
  const parsed = parsePolicyDocument(policy, 'identity');
  return 'ok' in parsed ? { document: parsed.ok } : { fault: parsed.error };
}
