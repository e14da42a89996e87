import { associationOf } from '../access/association-of.ts';
import { type Facts, unread } from '../access/facts.ts';
import { controllerOf } from '../access/flux-controllers.ts';
import { isFluxNeed } from '../access/flux-needs.ts';
import { holderOf } from '../access/holder.ts';
import { objectsOf } from '../access/objects-of.ts';
import { roleDocuments } from '../access/role-documents.ts';
import { surplusActions } from '../access/surplus-actions.ts';
import { surplusEvidence, surplusRemedy, surplusText } from '../access/surplus-violation.ts';
import { parseIamArn } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Deployment } from '../model/kubernetes-workloads.ts';
import { defineRule, notApplicable } from './rule.ts';

export const fluxControllerRoleScoped = defineRule({
  id: 'flux-controller-role-scoped',
  subject: 'fluxController',
  severity: 'HIGH',
  title: 'IAM role of Flux may do more than its job',
  requires:
    'The IAM role of a controller of Flux holds what its job needs and nothing else: reading images, a named bucket and CodeCommit for source-controller, named keys for kustomize-controller, reaching clusters for what applies to them.',
  because:
    'The controller uses its role for whoever may write Flux objects, and nobody looks for more in it than fetching and decrypting.',
  remedy:
    'Take the surplus off, name buckets and keys, and give tenants roles of their own by the service accounts of their objects.',
  references: [
    'https://fluxcd.io/flux/integrations/aws/',
    'https://fluxcd.io/flux/security/best-practices/',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004'] },

  *check({ cluster, controller }, facts) {
    const which = controllerOf(controller);
    if (which === undefined) return notApplicable('it is no controller of Flux');
    const roles = rolesOf(facts, cluster, controller);
    if (roles.length === 0) return notApplicable('it has no IAM role of this account');
    for (const roleArn of roles) {
      const holder = holderOf(facts, roleArn);
      if (holder === undefined) continue;
      const surplus = surplusActions(holder, roleDocuments(facts, roleArn), (action, statement) =>
        isFluxNeed(which, action, statement),
      );
      if (surplus.length === 0) continue;
      const { namespace, name } = controller;
      yield {
        key: roleArn,
        message: `${roleArn}, the role of ${namespace}/${name} in ${cluster.name}, may do more than its job: ${surplusText(surplus)}.`,
        evidence: { roleArn, namespace, name, statements: surplusEvidence(surplus) },
        grant: roleArn,
        command: surplusRemedy(roleArn.slice(roleArn.lastIndexOf('/') + 1), surplus),
      };
    }
    return undefined;
  },
});

/** By annotation and by Pod Identity association. */
function rolesOf(
  facts: Facts,
  cluster: ClusterRef,
  { namespace, serviceAccountName }: Deployment,
): readonly string[] {
  const accounts = objectsOf(facts, factKeys.serviceAccounts(cluster));
  const account = accounts.find(
    (one) => one.namespace === namespace && one.name === serviceAccountName,
  );
  const association = facts.orIncomplete(() =>
    associationOf(facts, cluster, namespace, serviceAccountName),
  );
  const roles = [account?.roleArn, association === unread ? undefined : association?.roleArn];
  const own = facts.account.accountId;
  return [...new Set(roles)]
    .filter((arn) => arn !== undefined)
    .filter((arn) => parseIamArn(arn)?.accountId === own);
}
