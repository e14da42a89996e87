import { type Facts, unread } from '../access/facts.ts';
import { deleteOidcProvider } from '../access/oidc-provider-commands.ts';
import { eksRegionOf } from '../iam/oidc-provider.ts';
import type { Cluster } from '../model/cluster.ts';
import { type FactKey, factKeys } from '../model/fact-key.ts';
import { defineRule, notApplicable } from './rule.ts';

export const oidcProviderHasCluster = defineRule({
  id: 'oidc-provider-has-cluster',
  subject: 'oidcProvider',
  severity: 'MEDIUM',
  title: 'OIDC provider trusts a cluster that is not here',
  requires:
    'The issuer of an EKS OIDC provider belongs to a cluster of this account in the Region that its host names, or is declared in knownIssuers.',
  because:
    'The provider is left over from a cluster that is gone, or lets workloads of a cluster in some other account assume roles here without anybody watching who they are.',
  remedy:
    'Delete the provider; if it belongs to a cluster of another account, declare its issuer in knownIssuers.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/cross-account-access.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004'] },

  *check({ arn, issuer }, facts) {
    const region = eksRegionOf(issuer);
    if (region === undefined) return notApplicable('it is the issuer of no EKS cluster');
    const { knownIssuers, regions } = facts.config();
    if (knownIssuers.some((known) => isSame(known, issuer))) return undefined;
    if (!regions.includes(region)) return notApplicable(`${region} is not watched`);
    if (hasCluster(facts, region, issuer)) return undefined;
    yield {
      message: `${arn} belongs to no cluster in ${region}.`,
      evidence: { providerArn: arn, issuer, region },
      command: deleteOidcProvider(arn),
    };
    return undefined;
  },
});

/** A cluster that was not read is no matter once another is found to be the one. */
function hasCluster(facts: Facts, region: string, issuer: string): boolean {
  facts.list(factKeys.clusters(region));
  const { issuers, unreadCluster } = facts.shared(issuersByRegion).get(region) ?? noIssuers;
  const found = issuers.has(bare(issuer));
  if (!found && unreadCluster !== undefined) facts.get(unreadCluster);
  return found;
}

/** The issuers of a Region's clusters, and one of the clusters that were not read, if any. */
interface Issuers {
  readonly issuers: ReadonlySet<string>;
  readonly unreadCluster?: FactKey<Cluster>;
}

const noIssuers: Issuers = { issuers: new Set() };

function issuersByRegion(facts: Facts): ReadonlyMap<string, Issuers> {
  return new Map(facts.config().regions.map((region) => [region, issuersIn(facts, region)]));
}

function issuersIn(facts: Facts, region: string): Issuers {
  const names = facts.ifRead(() => facts.list(factKeys.clusters(region)));
  if (names === unread) return noIssuers;
  const keys = names.map((name) => factKeys.cluster({ region, name }));
  const clusters = keys.map((key) => facts.ifRead(() => facts.get(key)));
  const issuers = clusters.flatMap((cluster) =>
    cluster === unread || cluster?.oidcIssuer === undefined ? [] : [bare(cluster.oidcIssuer)],
  );
  const unreadCluster = keys[clusters.indexOf(unread)];
  return { issuers: new Set(issuers), ...(unreadCluster !== undefined && { unreadCluster }) };
}

/** With or without scheme and closing slash, as their APIs spell it; the ids of EKS are hexadecimal in any case. */
function isSame(a: string, b: string): boolean {
  return bare(a) === bare(b);
}

function bare(issuer: string): string {
  return issuer
    .toLowerCase()
    .replace(/^https:\/\//, '')
    .replace(/\/+$/, '');
}
