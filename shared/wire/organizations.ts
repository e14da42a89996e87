import * as z from 'zod/mini';
import type { OrganizationPolicy } from '../model/iam-facts.ts';
import type { Parsed } from './parsed.ts';
import { parsePolicyDocument } from './policy-document.ts';
import { parseWith } from './schema.ts';

/** The SCPs and RCPs that apply to the account, as whoever made the snapshot put them together. */
export function readOrganizationPolicies(json: unknown): Parsed<readonly OrganizationPolicy[]> {
  const parsed = parseWith(policiesSchema, json);
  return 'error' in parsed ? parsed : { ok: parsed.ok.map(toPolicy) };
}

const policiesSchema = z.array(
  z.object({
    type: z.enum(
      ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
      'expected "SERVICE_CONTROL_POLICY" or "RESOURCE_CONTROL_POLICY"',
    ),
    targetPath: z.string(),
    name: z.nullish(z.string()),
    document: z.optional(z.unknown()),
  }),
);
type WirePolicy = z.infer<typeof policiesSchema>[number];

/** A policy without a name goes by what it is and where it is attached. */
function toPolicy({ type, targetPath, name, document }: WirePolicy): OrganizationPolicy {
  const parsed = parsePolicyDocument(document, 'organization');
  const policy = 'ok' in parsed ? { document: parsed.ok } : { fault: parsed.error };
  return { type, targetPath, name: name ?? `${type} of ${targetPath}`, policy };
}
