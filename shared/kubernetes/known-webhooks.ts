import type { Webhook, WebhookConfiguration, WebhookRule } from '../model/kubernetes-workloads.ts';

/**
 * Whom webhooks call that change pods on the way, by the name of their configuration: a Service, as `namespace/name`, as
 * their makers install them.
 */
const services: ReadonlyMap<string, string> = new Map([
  // https://github.com/kubernetes-sigs/aws-load-balancer-controller
  ['aws-load-balancer-webhook', 'kube-system/aws-load-balancer-webhook-service'],
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Observability-EKS-addon.html
  [
    'amazon-cloudwatch-observability-mutating-webhook-configuration',
    'amazon-cloudwatch/amazon-cloudwatch-observability-webhook-service',
  ],
  // https://istio.io/latest/docs/ops/configuration/mesh/webhook/
  ['istio-sidecar-injector', 'istio-system/istiod'],
  // https://linkerd.io/2/features/proxy-injection/
  ['linkerd-proxy-injector-webhook-config', 'linkerd/linkerd-proxy-injector'],
  // https://developer.hashicorp.com/vault/docs/deploy/kubernetes/injector
  ['vault-agent-injector-cfg', 'vault/vault-agent-injector-svc'],
  // https://kyverno.io/docs/installation/
  ['kyverno-resource-mutating-webhook-cfg', 'kyverno/kyverno-svc'],
  // https://open-policy-agent.github.io/gatekeeper/website/docs/mutation/
  ['gatekeeper-mutating-webhook-configuration', 'gatekeeper-system/gatekeeper-webhook-service'],
]);

/** Those of EKS, which the API server calls on its own host: nothing of the cluster listens there. */
const ofEks = new Set([
  'pod-identity-webhook',
  'vpc-resource-mutating-webhook',
  '0500-amazon-eks-fargate-mutation.amazonaws.com',
]);

/** Whether a name is taken by something known; whether it is that very thing, `isKnownCall` says. */
export function isKnownWebhook({ name }: WebhookConfiguration): boolean {
  return ofEks.has(name) || services.has(name);
}

/**
 * Whether a webhook of a configuration calls whom it is known to call. The API server takes either a URL or a Service.
 * https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#contacting-the-webhook
 */
export function isKnownCall({ name }: WebhookConfiguration, { url, service }: Webhook): boolean {
  if (ofEks.has(name)) return isOwnHost(url);
  return service !== undefined && services.get(name) === `${service.namespace}/${service.name}`;
}

function isOwnHost(url: string | undefined): boolean {
  return url !== undefined && /^https:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/.test(url);
}

/** Whether a webhook is asked when somebody writes what says who a workload is, or what anybody may do. */
export function changesIdentities({ rules }: Webhook): boolean {
  return rules.some(
    (rule) =>
      ['CREATE', 'UPDATE', '*'].some((operation) => rule.operations.includes(operation)) &&
      identities.some(([group, resource]) => isAskedFor(rule, group, resource)),
  );
}

const identities = [
  ['', 'pods'],
  ['', 'serviceaccounts'],
  ...['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'].map(
    (resource) => ['rbac.authorization.k8s.io', resource] as const,
  ),
] as const;

/** A star alone is every resource without its subresources. */
function isAskedFor({ apiGroups, resources }: WebhookRule, group: string, resource: string) {
  return (
    [group, '*'].some((each) => apiGroups.includes(each)) &&
    [resource, `${resource}/*`, '*', '*/*'].some((each) => resources.includes(each))
  );
}
