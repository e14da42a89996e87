import type { ReachedRule } from '../kubernetes/rbac.ts';
import type { PolicyRule } from '../model/kubernetes.ts';
import type { Facts } from './facts.ts';
import { applierOf, defaultOf, defaultServiceAccount } from './flux-controllers.ts';
import type { Held } from './held-rules.ts';
import { overCluster, type RbacWay, requests, rulesFor, waysByReach } from './rbac-way.ts';
import { fluxReconcilerTypes } from './sharing.ts';
import { subjectTenants } from './subject-tenants.ts';

const write = 'create update patch';
const anywhere = { cluster: 'HIGH', sensitive: 'HIGH', elsewhere: 'HIGH' } as const;

/**
 * To have a stronger controller act, by the objects that tell it what to do. Whether the controller runs is not asked:
 * rules that name its groups are seldom given where it does not.
 */
export function deputyWrites(held: Held, facts: Facts): readonly RbacWay[] {
  const rules = held.rules.filter(({ rule }) => !isOfAllGroups(rule));
  return [
    ...families.flatMap(({ what, holds }) =>
      waysByReach(held, rulesInFamily(rules, holds), `write ${what}`, anywhere),
    ),
    ...waysByReach(held, overCluster(rulesFor(rules, graphs)), 'write kro graphs', {
      cluster: 'HIGH',
    }),
    ...waysByReach(held, rulesFor(rules, argoCd), 'write what Argo CD applies', anywhere),
    ...waysByReach(held, overCluster(rulesFor(rules, nodeClasses)), 'write NodeClasses', {
      cluster: 'HIGH',
    }),
    ...fluxWays({ ...held, rules }, facts),
  ];
}

/** It says nothing about which controllers there are, and rules about wildcards, pods and admission tell of it. */
function isOfAllGroups({ apiGroups, resources }: PolicyRule): boolean {
  return apiGroups.includes('*') && resources.includes('*');
}

/**
 * Controllers with a group for each service or provider, where every type of object stands for something in the cloud.
 * https://aws-controllers-k8s.github.io/community/docs/user-docs/authorization/
 * https://docs.crossplane.io/latest/managed-resources/managed-resources/
 */
const families = [
  { what: 'ACK resources', holds: (group: string) => /(^|\.)services\.k8s\.aws$/.test(group) },
  {
    what: 'Crossplane resources',
    // A Usage only keeps something from being deleted.
    holds: (group: string) =>
      /\.(crossplane|upbound)\.io$/.test(group) && group !== 'protection.crossplane.io',
  },
];

function rulesInFamily(
  rules: readonly ReachedRule[],
  holds: (group: string) => boolean,
): readonly ReachedRule[] {
  return rules.filter((reached) => {
    const { apiGroups, resources } = reached.rule;
    const asked = apiGroups
      .filter(holds)
      .flatMap((group) =>
        resources
          .filter((resource) => !resource.includes('/'))
          .flatMap((resource) => requests(write, group, resource)),
      );
    return rulesFor([reached], asked).length > 0;
  });
}

/** What a graph makes a type of is as narrow as its author wants it, so objects of that type do not count. */
const graphs = requests(write, 'kro.run', 'resourcegraphdefinitions');

const argoCd = requests(write, 'argoproj.io', 'applications applicationsets appprojects');

/** They name the role of the nodes and what runs when one starts. */
const nodeClasses = [
  ...requests(write, 'karpenter.k8s.aws', 'ec2nodeclasses'),
  ...requests(write, 'eks.amazonaws.com', 'nodeclasses'),
];

/**
 * Only of who belongs to no tenant, for `flux-write-guarded` speaks for members of tenants: one cause, one finding. In an
 * ordinary namespace, what Flux applies as a service account of that namespace gives nothing that running pods does not.
 */
function fluxWays(held: Held, facts: Facts): readonly RbacWay[] {
  const writing = fluxReconcilerTypes.flatMap(({ kind, apiGroup, resource }) => {
    const rules = rulesFor(held.rules, requests(write, apiGroup, resource));
    return rules.length === 0 ? [] : [{ kind, rules }];
  });
  if (writing.length === 0) return [];
  if (subjectTenants(facts, held.cluster, held.subject).length > 0) return [];
  const counting = writing.flatMap(({ kind, rules }) => {
    const wide = rules.filter(
      ({ namespace }) => namespace === undefined || held.isSensitive(namespace),
    );
    if (wide.length === rules.length) return rules;
    const narrowed = facts.orIncomplete(
      () => defaultOf(facts, held.cluster, applierOf(kind), defaultServiceAccount) !== undefined,
    );
    return narrowed === false ? rules : wide;
  });
  return waysByReach(held, [...new Set(counting)], 'write what Flux applies', anywhere);
}
