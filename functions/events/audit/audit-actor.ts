import type { Actor } from '../../../shared/model/change.ts';
import type { ClusterRef } from '../../../shared/model/cluster.ts';
import type { Estate } from '../../../shared/model/estate.ts';
import { actorOf, cut } from '../actor.ts';
import type { AuditedUser, AuditRecord } from './audit-record.ts';
import { identityOf } from './iam-identity.ts';
import { resourceOf } from './watched-objects.ts';

/** Who made a request to the API of a cluster: an IAM principal, or whoever is known in the cluster alone. */
export function auditActor(record: AuditRecord, cluster: ClusterRef, estate: Estate): Actor {
  const { user, impersonatedUser, sourceIPs, userAgent } = record;
  const actor = actorOf({
    eventVersion: undefined,
    eventSource: 'kubernetes',
    eventName: cut(auditRequest(record), 300),
    eventTime: record.requestReceivedTimestamp,
    eventID: record.auditID,
    awsRegion: cluster.region,
    recipientAccountId: undefined,
    sourceIPAddress: sourceIPs?.[0],
    userAgent,
    sessionCredentialFromConsole: undefined,
    userIdentity: identityOf(user, estate),
    requestParameters: undefined,
    responseElements: undefined,
  });
  const via = toolIn(userAgent) ?? actor.via;
  const behalf = impersonatedUser === undefined ? '' : ` as ${subjectIn(impersonatedUser)}`;
  return {
    ...actor,
    name: cut(`${actor.name}${behalf}`, 300),
    ...(via === undefined ? {} : { via }),
    clusterName: cluster.name,
  };
}

/** As `update configmaps kube-system/aws-auth`. */
export function auditRequest({ verb, objectRef = emptyRef }: AuditRecord): string {
  const { subresource, namespace, name } = objectRef;
  const of = [resourceOf(objectRef), subresource].filter(isSaid).join('/');
  const what = [namespace, name].filter(isSaid).join('/');
  return [verb, of, what].filter(isSaid).join(' ');
}

const emptyRef = {
  resource: undefined,
  subresource: undefined,
  namespace: undefined,
  name: undefined,
  apiGroup: undefined,
};

function isSaid(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

/** Whom somebody pretends to be; groups that only say that one has come in are left out. */
function subjectIn({ username, groups = [] }: AuditedUser): string {
  const others = groups.filter(
    (group) => group !== 'system:authenticated' && !group.startsWith('system:serviceaccounts'),
  );
  if (others.length === 0) return username;
  return `${username} of ${others.join(', ')}`;
}

function toolIn(userAgent: string | undefined): string | undefined {
  if (userAgent === undefined) return undefined;
  return tools.find(([pattern]) => pattern.test(userAgent))?.[1];
}

/** What calls itself so: Flux's controllers by their names. A user agent is what the caller says. */
const tools: readonly (readonly [RegExp, string])[] = [
  [/^kubectl-edit\b|^kubectl\b/i, 'kubectl'],
  [/^helm\//i, 'Helm'],
  [/^argocd-/i, 'Argo CD'],
  [/^(flux|(kustomize|helm|source|notification|image-[a-z]+)-controller|flux-operator)\//i, 'Flux'],
  [/^k9s\//i, 'k9s'],
];
