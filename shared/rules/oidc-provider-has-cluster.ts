import { type Facts, unread } from '../access/facts.ts';
import { deleteOidcProvider } from '../access/oidc-provider-commands.ts';
import { eksRegionOf } from '../iam/oidc-provider.ts';
import { factKeys } from '../model/fact-key.ts';
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
  const keys = facts
    .list(factKeys.clusters(region))
    .map((name) => factKeys.cluster({ region, name }));
  const clusters = keys.map((key) => facts.ifRead(() => facts.get(key)));
  const found = clusters.some(
    (cluster) => cluster !== unread && isSame(cluster?.oidcIssuer ?? '', issuer),
  );
  const open = keys[clusters.indexOf(unread)];
  if (!found && open !== undefined) facts.get(open);
  return found;
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
