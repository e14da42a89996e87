import * as z from 'zod/mini';
import type { CertificateAuthority, IdentityProviderConfig } from '../model/cluster-parts.ts';
import type { Parsed } from './parsed.ts';
import { given, parseWith, time } from './schema.ts';

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_OidcIdentityProviderConfig.html */
export function readIdentityProviderConfig(
  json: unknown,
  item: string,
): Parsed<IdentityProviderConfig> {
  const parsed = parseWith(configSchema, json, 'identityProviderConfig');
  if ('error' in parsed) return parsed;
  const {
    identityProviderConfigName: name,
    identityProviderConfigArn: arn,
    ...oidc
  } = parsed.ok.oidc;
  if (name !== item) {
    return { error: `identityProviderConfig.oidc.identityProviderConfigName: expected ${item}` };
  }
  const { issuerUrl, clientId, requiredClaims, ...claims } = oidc;
  return {
    ok: {
      ...{ name, arn, issuerUrl, clientId },
      ...given(claims),
      requiredClaims: requiredClaims ?? {},
    },
  };
}

const configSchema = z.object({
  oidc: z.object({
    identityProviderConfigName: z.string(),
    identityProviderConfigArn: z.string(),
    issuerUrl: z.string(),
    clientId: z.string(),
    usernameClaim: z.nullish(z.string()),
    usernamePrefix: z.nullish(z.string()),
    groupsClaim: z.nullish(z.string()),
    groupsPrefix: z.nullish(z.string()),
    requiredClaims: z.nullish(z.record(z.string(), z.string())),
  }),
});

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeCertificateAuthority.html */
export function readCertificateAuthority(
  json: unknown,
  item: string,
): Parsed<CertificateAuthority> {
  const parsed = parseWith(authoritySchema, json, 'certificateAuthority');
  if ('error' in parsed) return parsed;
  const { id, createdAt, ...rest } = parsed.ok;
  if (id !== item) return { error: `certificateAuthority.id: expected ${item}` };
  return { ok: { id, createdAt, ...given(rest) } };
}

const authoritySchema = z.object({
  id: z.string(),
  createdAt: time(),
  activatedAt: z.nullish(time()),
  signingStatus: z.nullish(z.string()),
  distributionStatus: z.nullish(z.string()),
});
