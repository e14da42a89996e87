import { parseIamArn } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { AwsSecretStore, SecretStore, ServiceAccountRef } from '../model/secrets-operators.ts';
import type { Facts } from './facts.ts';
import { objectsOf } from './objects-of.ts';

export type StoreRole =
  | { readonly arn: string; readonly aws: AwsSecretStore }
  | { readonly none: string };

/** The role that a store reads secrets with, the last where it goes through several, or why there is none to judge. */
export function storeRoleOf(facts: Facts, cluster: ClusterRef, store: SecretStore): StoreRole {
  const { aws, provider } = store;
  if (aws === undefined) return { none: `its provider is ${provider}, not AWS` };
  const arn = aws.role ?? annotatedRole(facts, cluster, aws.serviceAccountRef, store.namespace);
  if (arn === undefined) return { none: 'it has no role of its own' };
  const accountId = parseIamArn(arn)?.accountId;
  if (accountId !== facts.account.accountId) return { none: 'its role is not of this account' };
  return { arn, aws };
}

/** A store of the cluster that names no namespace takes the service account of each user, which is nobody's in particular. */
function annotatedRole(
  facts: Facts,
  cluster: ClusterRef,
  ref: ServiceAccountRef | undefined,
  own: string | undefined,
): string | undefined {
  const namespace = ref?.namespace ?? own;
  if (ref === undefined || namespace === undefined) return undefined;
  const accounts = objectsOf(facts, factKeys.serviceAccounts(cluster));
  return accounts.find((one) => one.namespace === namespace && one.name === ref.name)?.roleArn;
}

/** As messages begin with it. */
export function storeText({ kind, namespace, name }: SecretStore): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}
