import { changesIdentities, isKnownCall, isKnownWebhook } from '../kubernetes/known-webhooks.ts';
import type { Json } from '../model/json.ts';
import type { Webhook } from '../model/kubernetes-workloads.ts';
import { defineRule } from './rule.ts';

export const webhookIdentityMutationKnown = defineRule({
  id: 'webhook-identity-mutation-known',
  subject: 'mutatingWebhook',
  severity: 'HIGH',
  title: 'Unknown webhook may change who a pod is',
  requires:
    'Mutating webhooks on pods, service accounts or RBAC objects are those of EKS, which are called on the host of the API server, or of a known product, which call its own Service. A waiver declares another one.',
  because:
    'A webhook may give any pod another service account, image or volume on its way in, or add a subject to a binding, and whoever made the request is taken to have asked for that.',
  remedy:
    'Find out whose it is. Delete it if nobody knows; narrow it with rules and selectors, and waive it, if it is yours.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks',
    'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
  ],
  controls: { owasp: ['K04'], mitre: ['T1546'] },

  *check({ cluster, configuration }) {
    const unknown = configuration.webhooks.filter(
      (webhook) => changesIdentities(webhook) && !isKnownCall(configuration, webhook),
    );
    if (unknown.length === 0) return;
    const { name } = configuration;
    const why = isKnownWebhook(configuration) ? ', under a name that is not its own,' : '';
    yield {
      message: `MutatingWebhookConfiguration ${name} lets ${unknown.map(calledBy).join(' and ')}${why} change pods or who may do what, in ${cluster.name} in ${cluster.region}.`,
      evidence: { configuration: name, webhooks: unknown.map(webhookEvidence) },
    };
  },
});

function calledBy({ url, service }: Webhook): string {
  return service === undefined ? (url ?? 'nobody') : `Service ${service.namespace}/${service.name}`;
}

function webhookEvidence(webhook: Webhook): Json {
  const rules = webhook.rules.map(({ operations, apiGroups, resources, scope }) => ({
    operations,
    apiGroups,
    resources,
    scope,
  }));
  return { name: webhook.name, calls: calledBy(webhook), rules };
}
