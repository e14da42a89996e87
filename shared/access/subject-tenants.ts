import { serviceAccountOf } from '../iam/service-account-subject.ts';
import { awsAuthMatcher } from '../kubernetes/aws-auth.ts';
import { accountsGroup } from '../kubernetes/caller.ts';
import { type ClusterRef, honoursAwsAuth } from '../model/cluster.ts';
import type { Config, Tenant } from '../model/config.ts';
import { factKeys } from '../model/fact-key.ts';
import { type RbacSubject, subjectName } from '../model/kubernetes.ts';
import { type Facts, unread } from './facts.ts';
import { entryPrincipals } from './mapped-admins.ts';
import { tenantsOf } from './tenants-of.ts';

/**
 * The names of the tenants that a subject belongs to, sorted: by the namespace of a service account or of a group of them,
 * by name, or by the access entry or the aws-auth mapping of a principal of the tenant.
 */
export function subjectTenants(
  facts: Facts,
  cluster: ClusterRef,
  subject: RbacSubject,
): readonly string[] {
  const config = facts.config();
  const byName = Object.entries(config.tenants)
    .filter(([, tenant]) => isNamed(facts, cluster, tenant, subject))
    .map(([name]) => name);
  return [...new Set([...tenantsByNamespace(config, subject), ...byName])].toSorted();
}

/** The names of the tenants that an IAM principal is configured to belong to, sorted. */
export function principalTenants({ tenants }: Config, principalArn: string): readonly string[] {
  return Object.entries(tenants)
    .filter(([, { principals }]) => principals.includes(principalArn))
    .map(([name]) => name)
    .toSorted();
}

function tenantsByNamespace(config: Config, subject: RbacSubject): readonly string[] {
  const namespace = homeOf(subject);
  return namespace === undefined ? [] : tenantsOf(config, namespace);
}

/** The namespace whose service accounts a subject stands for. */
function homeOf(subject: RbacSubject): string | undefined {
  if (subject.kind === 'ServiceAccount') return subject.namespace;
  if (subject.kind === 'User') return serviceAccountOf(subject.name)?.namespace;
  const prefix = accountsGroup('');
  return subject.name.startsWith(prefix) ? subject.name.slice(prefix.length) : undefined;
}

function isNamed(
  facts: Facts,
  cluster: ClusterRef,
  { principals, groups }: Tenant,
  subject: RbacSubject,
): boolean {
  if (subject.kind === 'Group' && groups.includes(subject.name)) return true;
  if (principals.includes(subjectName(subject))) return true;
  if (subject.kind === 'ServiceAccount') return false;
  return principals.some((principal) =>
    [entryOf, mappingOf].some((identityOf) =>
      isCalled(subject, identityOf(facts, cluster, principal)),
    ),
  );
}

/** As whom a principal is let in. */
interface Identity {
  readonly usernames: readonly string[];
  readonly groups: readonly string[];
}

function isCalled({ kind, name }: RbacSubject, { usernames, groups }: Identity): boolean {
  return (kind === 'Group' ? groups : usernames).includes(name);
}

const nobody: Identity = { usernames: [], groups: [] };

function entryOf(facts: Facts, cluster: ClusterRef, principal: string): Identity {
  const entry = facts.orIncomplete(() =>
    entryPrincipals(facts, cluster).includes(principal)
      ? facts.get(factKeys.accessEntry(cluster, principal))
      : undefined,
  );
  if (entry === unread || entry === undefined) return nobody;
  const { username, kubernetesGroups } = entry;
  return { usernames: username === undefined ? [] : [username], groups: kubernetesGroups };
}

function mappingOf(facts: Facts, ref: ClusterRef, principal: string): Identity {
  const awsAuth = facts.orIncomplete(() => {
    const cluster = facts.get(factKeys.cluster(ref));
    if (cluster !== undefined && !honoursAwsAuth(cluster)) return undefined;
    return facts.get(factKeys.awsAuth(ref));
  });
  if (awsAuth === unread || awsAuth === undefined) return nobody;
  const matches = awsAuthMatcher(awsAuth.mappings)(principal);
  return {
    usernames: matches.map((match) =>
      match.kind === 'account' ? match.username : match.mapping.username,
    ),
    groups: matches.flatMap((match) => (match.kind === 'account' ? [] : match.mapping.groups)),
  };
}
