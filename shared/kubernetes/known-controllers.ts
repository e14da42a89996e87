import type { RbacSubject } from '../model/kubernetes.ts';
import { covers } from './covers.ts';
import { argoCd } from './known-controllers/argo-cd.ts';
import { awsLoadBalancerController } from './known-controllers/aws-load-balancer-controller.ts';
import { certManager } from './known-controllers/cert-manager.ts';
import { cloudWatchAgent } from './known-controllers/cloudwatch-agent.ts';
import { clusterAutoscaler } from './known-controllers/cluster-autoscaler.ts';
import { ebsCsiDriver } from './known-controllers/ebs-csi-driver.ts';
import { efsCsiDriver } from './known-controllers/efs-csi-driver.ts';
import { externalDns } from './known-controllers/external-dns.ts';
import { externalSecrets } from './known-controllers/external-secrets.ts';
import { flux } from './known-controllers/flux.ts';
import { karpenter } from './known-controllers/karpenter.ts';
import type { KnownAccount, KnownController } from './known-controllers/known-controller.ts';
import { metricsServer } from './known-controllers/metrics-server.ts';
import { prometheus } from './known-controllers/prometheus.ts';
import type { ReachedRule } from './rbac.ts';

export const knownControllers: readonly KnownController[] = [
  argoCd,
  awsLoadBalancerController,
  certManager,
  cloudWatchAgent,
  clusterAutoscaler,
  ebsCsiDriver,
  efsCsiDriver,
  externalDns,
  externalSecrets,
  flux,
  karpenter,
  metricsServer,
  prometheus,
];

/** A service account of a known controller: by its name, where its makers put it. */
export interface KnownServiceAccount {
  readonly controller: KnownController;
  readonly account: KnownAccount;
  readonly namespace: string;
}

export function knownServiceAccount(who: RbacSubject): KnownServiceAccount | undefined {
  return who.kind === 'ServiceAccount' ? byPlace.get(`${who.namespace}/${who.name}`) : undefined;
}

/** All that the controller of an account runs as, wherever its makers put it, the account itself included; none for a stranger. */
export function knownServiceAccounts(who: RbacSubject): readonly RbacSubject[] {
  const controller = knownServiceAccount(who)?.controller;
  return (controller?.accounts ?? []).flatMap(({ names, namespaces }) =>
    names.flatMap((name) =>
      namespaces.map((namespace) => ({ kind: 'ServiceAccount' as const, namespace, name })),
    ),
  );
}

const byPlace: ReadonlyMap<string, KnownServiceAccount> = new Map(
  knownControllers.flatMap((controller) =>
    controller.accounts.flatMap((account) =>
      account.namespaces.flatMap((namespace) =>
        account.names.map(
          (name) => [`${namespace}/${name}`, { controller, account, namespace }] as const,
        ),
      ),
    ),
  ),
);

/** The rules that the account holds beyond what its controller is known to have. */
export function rulesBeyond(
  known: KnownServiceAccount,
  rules: readonly ReachedRule[],
): readonly ReachedRule[] {
  return rules.filter((rule) => !isPublished(known, rule));
}

function isPublished(
  { account, namespace: home }: KnownServiceAccount,
  { rule, role, namespace }: ReachedRule,
): boolean {
  const { cluster = [], own = [], elsewhere = {}, clusterRoles = [] } = account;
  if (role.namespace === undefined && clusterRoles.includes(role.name)) return true;
  if (namespace === undefined) return covers(cluster, rule);
  const local = namespace === home ? own : [];
  return covers([...cluster, ...local, ...(elsewhere[namespace] ?? [])], rule);
}
