import { liveMappings, mappedArn } from '../kubernetes/aws-auth.ts';
import type { AwsAuthMapping } from '../model/aws-auth.ts';
import { type ClusterRef, honoursAwsAuth } from '../model/cluster.ts';
import { isPresent } from '../model/fact.ts';
import { factKeys } from '../model/fact-key.ts';
import type { AwsAuth } from '../model/kubernetes.ts';
import type { SubjectKind, Subjects } from '../rules/rule.ts';
import { placeOf } from './kubernetes-objects.ts';
import { type Candidate, clusterRefs, subjectFrom, type Walk } from './walk.ts';

const object = 'kube-system/aws-auth';

export function* awsAuths(walk: Walk): Iterable<Candidate<'awsAuth'>> {
  for (const { cluster, awsAuth } of honoured(walk)) {
    yield candidate(walk, cluster, `ConfigMap ${object}`, { cluster, awsAuth });
  }
}

/** A mapping is told by its ARN as it is written: those that count have different ones, but for a user in both keys. */
export function* awsAuthMappings(walk: Walk): Iterable<Candidate<'awsAuthMapping'>> {
  for (const { cluster, awsAuth } of honoured(walk)) {
    const { roles, users } = liveMappings(awsAuth.mappings);
    const mappings = new Map<string, AwsAuthMapping>();
    for (const mapping of users) mappings.set(mappedArn(mapping), { kind: 'user', mapping });
    // Roles are looked up first, so that a user with the same ARN is never come to.
    for (const mapping of roles) mappings.set(mappedArn(mapping), { kind: 'role', mapping });
    for (const [arn, mapping] of mappings) {
      yield candidate(walk, cluster, arn, { cluster, ...mapping });
    }
  }
}

interface Honoured {
  readonly cluster: ClusterRef;
  readonly awsAuth: AwsAuth;
}

/** What was read of aws-auth, but where the cluster is known to ignore it. */
function* honoured(walk: Walk): Iterable<Honoured> {
  for (const cluster of clusterRefs(walk)) {
    const found = walk.look(factKeys.cluster(cluster));
    if (isPresent(found) && !honoursAwsAuth(found.value)) continue;
    const awsAuth = walk.optional(factKeys.awsAuth(cluster), placeOf(cluster));
    if (awsAuth !== undefined) yield { cluster, awsAuth };
  }
}

/** Unread where it is not known whether the cluster honours aws-auth. */
function candidate<K extends SubjectKind>(
  walk: Walk,
  cluster: ClusterRef,
  subjectId: string,
  value: Subjects[K],
): Candidate<K> {
  const { subject, touched } = subjectFrom(walk, factKeys.cluster(cluster), () => value);
  return {
    subjectId,
    place: placeOf(cluster),
    resource: { type: 'Kubernetes::ConfigMap', id: object },
    subject,
    touched: [...touched, walk.questions.optional(factKeys.awsAuth(cluster))],
  };
}
