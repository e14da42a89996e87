import type { PowerLevel } from '../model/power.ts';
import { ability } from './ability.ts';

/** What makes somebody as powerful as they are. */
export type WayName =
  | 'system:masters'
  | 'does-everything'
  | 'escalates'
  | 'binds'
  | 'binds-the-named'
  | 'impersonates-users'
  | 'impersonates-groups'
  | 'impersonates-the-named'
  | 'reaches-kubelets'
  | 'writes-webhooks'
  | 'writes-admission-policies'
  | 'writes-api-services'
  | 'writes-aws-auth'
  | 'runs-pods'
  | 'enters-pods'
  | 'mints-tokens'
  | 'mints-tokens-of-the-named'
  | 'mints-tokens-by-secret'
  | 'impersonates-service-accounts'
  | 'owns-namespace'
  | 'reads-secrets'
  | 'writes'
  | 'reads';

/** A way is open to whoever has at least one ability of each set. */
export interface Way {
  readonly way: WayName;
  readonly needs: readonly number[];
}

export function isOpen({ needs }: Way, abilities: number): boolean {
  return needs.every((anyOf) => (abilities & anyOf) !== 0);
}

const a = ability;

export const doesEverything: Way = { way: 'does-everything', needs: [a.everything] };

/**
 * To everything in the cluster, where it is the whole cluster that abilities reach. What is narrowed to names is left out.
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#kubernetes-rbac-privilege-escalation-risks
 * https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
 */
export const waysToCluster: readonly Way[] = [
  { way: 'escalates', needs: [a.escalateClusterRoles, a.writeClusterRoles] },
  { way: 'escalates', needs: [a.escalateRoles, a.writeRoles] },
  {
    way: 'binds',
    needs: [a.bindClusterRoles, a.writeClusterBindings | a.writeBindings],
  },
  { way: 'binds', needs: [a.bindRoles, a.writeBindings] },
  { way: 'impersonates-users', needs: [a.impersonateUsers] },
  { way: 'reaches-kubelets', needs: [a.reachKubelets] },
  { way: 'writes-webhooks', needs: [a.writeWebhooks] },
  {
    way: 'writes-admission-policies',
    needs: [a.writeMutatingPolicies, a.writeMutatingPolicyBindings],
  },
  { way: 'writes-api-services', needs: [a.writeApiServices] },
];

/** An impersonated group needs an impersonated user beside it, or a service account of any namespace. */
export const impersonatesGroups: Way = {
  way: 'impersonates-groups',
  needs: [a.impersonateGroups, a.impersonateSomeUser | a.impersonateSomeAccount],
};

/**
 * To being any service account of a namespace. A Secret made of type service-account-token is filled with a token
 * of the account that it names; whoever reads only named Secrets finds these made already.
 * https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets
 */
export const waysToAccounts: readonly Way[] = [
  doesEverything,
  { way: 'escalates', needs: [a.escalateRoles, a.writeRoles] },
  { way: 'binds', needs: [a.bindClusterRoles | a.bindRoles, a.writeBindings] },
  { way: 'runs-pods', needs: [a.runPods] },
  { way: 'enters-pods', needs: [a.enterPods] },
  { way: 'mints-tokens', needs: [a.mintTokens] },
  { way: 'mints-tokens-by-secret', needs: [a.createSecrets, a.readSecrets] },
  { way: 'impersonates-service-accounts', needs: [a.impersonateAccounts] },
];

/** To everything in a namespace. */
export const waysToNamespace: readonly Way[] = [
  doesEverything,
  { way: 'escalates', needs: [a.escalateRoles, a.writeRoles] },
  { way: 'binds', needs: [a.bindClusterRoles | a.bindRoles, a.writeBindings] },
  // The role `admin`: it hands on what it holds, which is all but quotas and the namespace itself.
  { way: 'owns-namespace', needs: [a.writeBindings, a.readSecrets, a.runPods] },
];

/** To a mapping of one's own in aws-auth, where abilities reach kube-system. */
export const waysToAwsAuth = {
  present: [
    { way: 'writes-aws-auth', needs: [a.editConfigMap] },
    { way: 'writes-aws-auth', needs: [a.deleteConfigMap, a.createConfigMaps] },
  ],
  absent: [{ way: 'writes-aws-auth', needs: [a.createConfigMaps] }],
  ignored: [],
} as const satisfies Record<string, readonly Way[]>;

/** What is left, strongest first. */
export const lesserWays: readonly { readonly level: PowerLevel; readonly way: Way }[] = [
  { level: 'secrets', way: { way: 'reads-secrets', needs: [a.readSecrets] } },
  { level: 'write', way: { way: 'writes', needs: [a.write] } },
  { level: 'read', way: { way: 'reads', needs: [a.read] } },
];
