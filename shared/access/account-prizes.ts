import { parseIamArn } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { ServiceAccount } from '../model/kubernetes.ts';
import { actorOf } from './actor.ts';
import { isAdministrator } from './administrator.ts';
import { clusterAccessGrants } from './cluster-access-grants.ts';
import type { Facts } from './facts.ts';
import { mappedAdmins } from './mapped-admins.ts';

/** An IAM role of a service account that is worth becoming the account for. */
export interface AccountPrize {
  readonly roleArn: string;
  /** What follows `which`. */
  readonly why: string;
}

/** The roles of this account that the service account has by annotation or association, as far as they own clusters. */
export function accountPrizes(
  facts: Facts,
  cluster: ClusterRef,
  account: ServiceAccount,
): readonly AccountPrize[] {
  return rolesOf(facts, cluster, account).flatMap((roleArn) => {
    const why = whyPrize(facts, roleArn);
    return why === undefined ? [] : [{ roleArn, why }];
  });
}

function rolesOf(
  facts: Facts,
  cluster: ClusterRef,
  { namespace, name, roleArn }: ServiceAccount,
): readonly string[] {
  const path = `${namespace}/${name}`;
  const isAssociated = facts.list(factKeys.podIdentityAssociations(cluster)).includes(path);
  const association = isAssociated
    ? facts.get(factKeys.podIdentityAssociation(cluster, path))
    : undefined;
  const roles = [roleArn, association?.roleArn, association?.targetRoleArn];
  return [...new Set(roles.filter((arn) => arn !== undefined))].filter(
    (arn) => parseIamArn(arn)?.accountId === facts.account.accountId,
  );
}

function whyPrize(facts: Facts, roleArn: string): string | undefined {
  const actor = actorOf(facts, roleArn);
  if (actor === undefined) return undefined;
  if (isAdministrator(actor)) return 'may do anything in the account';
  if (mappedAdmins(facts).has(roleArn)) return 'is cluster admin by an access entry';
  return clusterAccessGrants(facts, actor).length > 0 ? 'grants access to clusters' : undefined;
}
