import type { ClusterRef } from '../model/cluster.ts';
import type { PodIdentityAssociation } from '../model/cluster-parts.ts';
import { factKeys } from '../model/fact-key.ts';
import type { AccessStory } from '../model/finding.ts';
import { createPodIdentityAssociation, setAssociationRole } from './pod-identity-commands.ts';
import { deletePodIdentityAssociation } from './remedy-commands.ts';
import { statementLines } from './statement-text.ts';
import {
  type AccessStoryInput,
  stateOf,
  type TouchedFact,
  touchedFact,
  valueIn,
} from './touched-fact.ts';

/** Which role the pods of a service account, named `namespace/name`, have by Pod Identity. */
export function podIdentityStory(
  input: AccessStoryInput,
  cluster: ClusterRef,
  serviceAccount: string,
): AccessStory {
  const key = factKeys.podIdentityAssociation(cluster, serviceAccount);
  const touched = touchedFact(input, key);
  const side = (fact: typeof touched.was) =>
    stateOf(fact, `the association of ${serviceAccount}`, linesOf);
  return {
    principalArn: `system:serviceaccount:${serviceAccount.replace('/', ':')}`,
    clusterName: cluster.name,
    before: side(touched.was),
    after: side(touched.is),
    undo: undoOf(cluster, touched),
  };
}

function linesOf({
  roleArn,
  namespace,
  serviceAccount,
  targetRoleArn,
  disableSessionTags,
  policy,
}: PodIdentityAssociation): readonly string[] {
  return [
    `role ${roleArn} for service account ${namespace}/${serviceAccount}`,
    ...(targetRoleArn === undefined ? [] : [`and through it ${targetRoleArn}`]),
    ...(disableSessionTags ? ['session tags off'] : []),
    ...policyLines(policy),
  ];
}

function policyLines(policy: PodIdentityAssociation['policy']): readonly string[] {
  if (policy === undefined) return [];
  return 'fault' in policy
    ? [`session policy: not understood, ${policy.fault}`]
    : statementLines('session policy', policy.document, undefined);
}

/** What belongs to an add-on is the add-on's to change. */
function undoOf(
  cluster: ClusterRef,
  { was, is, paths }: TouchedFact<PodIdentityAssociation>,
): readonly string[] {
  if (!was.read || !is.read) return [];
  const [old, current] = [valueIn(was), valueIn(is)];
  if ((current ?? old)?.ownerArn !== undefined) return [];
  if (old === undefined) return deleted(cluster, current);
  if (current !== undefined && isRoleAlone(paths)) {
    return [setAssociationRole(cluster, current.associationId, old.roleArn)];
  }
  const again = createPodIdentityAssociation(cluster, old);
  return again === undefined ? [] : [...deleted(cluster, current), again];
}

function deleted(
  cluster: ClusterRef,
  association: PodIdentityAssociation | undefined,
): readonly string[] {
  if (association === undefined) return [];
  return [deletePodIdentityAssociation(cluster, association.associationId)];
}

/** One update does for that; anything else is made anew, because not every option can be taken away again. */
function isRoleAlone(paths: readonly string[]): boolean {
  const kept = ['associationId', 'associationArn', 'roleArn'];
  return paths.every((path) => kept.includes(path));
}
