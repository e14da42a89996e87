import * as z from 'zod/mini';
import type { AccountSummary, OidcProvider } from '../model/iam-facts.ts';
import { parseNamed } from './parse-named.ts';
import type { Parsed } from './parsed.ts';
import { parseWith } from './schema.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html */
export function readAccountSummary(json: unknown): Parsed<AccountSummary> {
  const parsed = parseWith(summarySchema, json);
  if ('error' in parsed) return parsed;
  return { ok: { assumeRolePolicySizeQuota: parsed.ok.SummaryMap.AssumeRolePolicySizeQuota } };
}

const summarySchema = z.object({
  SummaryMap: z.object({ AssumeRolePolicySizeQuota: z.number() }),
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOpenIDConnectProvider.html */
export function readOidcProvider(json: unknown, item: string): Parsed<OidcProvider> {
  const parsed = parseNamed(providerSchema, json, item);
  if ('error' in parsed) return parsed;
  const { Url, ClientIDList } = parsed.ok;
  return { ok: { arn: item, issuer: issuerOf(Url), clientIds: ClientIDList } };
}

const providerSchema = z.object({ Url: z.string(), ClientIDList: z.array(z.string()) });

/** IAM answers without a scheme; a host is written in any case, and a path is not. */
function issuerOf(url: string): string {
  const issuer = url.replace(/^https:\/\//i, '').replace(/\/$/, '');
  return issuer.replace(/^[^/]+/, (host) => host.toLowerCase());
}
