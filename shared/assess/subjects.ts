import type { SubjectKind } from '../rules/rule.ts';
import type { Grounds } from './facts.ts';
import { createQuestions } from './questions.ts';
import { awsAuthMappings, awsAuths } from './subjects-in-aws-auth.ts';
import {
  accessEntries,
  capabilities,
  clusters,
  fargateProfiles,
  identityProviderConfigs,
  nodegroups,
  podIdentityAssociations,
} from './subjects-in-clusters.ts';
import { grantors, oidcProviders, roles, trustStatements } from './subjects-in-iam.ts';
import {
  argoProjects,
  clusterRoles,
  externalSecrets,
  fluxControllers,
  fluxReceivers,
  fluxReconcilers,
  fluxSources,
  mutatingWebhooks,
  rbacSubjects,
  roleBindings,
  secretProviderClasses,
  secretStores,
  serviceAccounts,
} from './subjects-in-kubernetes.ts';
import { monitorParts } from './subjects-in-monitor.ts';
import { nodeRoles, workloadRoles } from './subjects-in-use.ts';
import { regions, waivers } from './subjects-of-config.ts';
import type { Gap, Touched } from './verdict.ts';
import { type Candidate, createWalk, type Walk } from './walk.ts';

export interface SubjectList<K extends SubjectKind = SubjectKind> {
  readonly candidates: readonly Candidate<K>[];
  readonly gaps: readonly Gap[];
  /** The lists that were walked. */
  readonly touched: readonly Touched[];
}

/** Every subject of a kind, and where more may be that could not be listed. */
export function subjectsOf(
  grounds: Grounds,
  kind: SubjectKind,
  questions = createQuestions(grounds.estate, grounds.today),
): SubjectList {
  const walk = createWalk(grounds, kind, questions);
  const candidates = [...enumerations[kind](walk)];
  return { candidates, gaps: walk.gaps, touched: walk.touched };
}

const enumerations: { readonly [K in SubjectKind]: (walk: Walk) => Iterable<Candidate<K>> } = {
  watchedRegion: regions,
  cluster: clusters,
  accessEntry: accessEntries,
  identityProviderConfig: identityProviderConfigs,
  capability: capabilities,
  nodegroup: nodegroups,
  fargateProfile: fargateProfiles,
  podIdentityAssociation: podIdentityAssociations,
  oidcProvider: oidcProviders,
  role: roles,
  trustStatement: trustStatements,
  workloadRole: workloadRoles,
  nodeRole: nodeRoles,
  grantor: grantors,
  waiver: waivers,
  awsAuth: awsAuths,
  awsAuthMapping: awsAuthMappings,
  roleBinding: roleBindings,
  rbacSubject: rbacSubjects,
  clusterRole: clusterRoles,
  serviceAccount: serviceAccounts,
  mutatingWebhook: mutatingWebhooks,
  fluxReconciler: fluxReconcilers,
  fluxController: fluxControllers,
  fluxSource: fluxSources,
  fluxReceiver: fluxReceivers,
  secretStore: secretStores,
  externalSecret: externalSecrets,
  secretProviderClass: secretProviderClasses,
  argoProject: argoProjects,
  // Only events tell of them: see `observationsOf`.
  grant: () => [],
  monitorPart: monitorParts,
};
