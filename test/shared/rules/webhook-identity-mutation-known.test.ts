import type { Webhook, WebhookRule } from '../../../shared/model/kubernetes-workloads.ts';
import { webhookIdentityMutationKnown } from '../../../shared/rules/webhook-identity-mutation-known.ts';
import { payments } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const onPods = on('CREATE', '', 'pods');
const ownHost = 'https://127.0.0.1:23443/mutate';

testRule(webhookIdentityMutationKnown, {
  compliant: {
    'the webhook of EKS for identities': configured('pod-identity-webhook', {
      url: ownHost,
      rules: [onPods],
    }),
    'a known product by its Service': configured('istio-sidecar-injector', {
      service: { namespace: 'istio-system', name: 'istiod', path: '/inject' },
      rules: [onPods],
    }),
    'objects that say nothing of identities': configured('ours', {
      url: 'https://hooks.example.com',
      rules: [on('CREATE', 'apps', 'deployments')],
    }),
    'pods that go': configured('ours', {
      url: 'https://hooks.example.com',
      rules: [on('DELETE', '', 'pods')],
    }),
    'pods of another API group': configured('ours', {
      url: 'https://hooks.example.com',
      rules: [on('CREATE', 'metrics.k8s.io', 'pods')],
    }),
  },
  nonCompliant: {
    'an unknown one on pods': {
      given: configured('ours', { url: 'https://hooks.example.com', rules: [onPods] }),
      reports: [offence('ours', 'https://hooks.example.com', onPods)],
    },
    'an unknown one on everything': {
      given: configured('ours', {
        service: { namespace: 'shop', name: 'hooks' },
        rules: [on('*', '*', '*/*')],
      }),
      reports: [offence('ours', 'Service shop/hooks', on('*', '*', '*/*'))],
    },
    'an unknown one on bindings': {
      given: configured('ours', {
        url: 'https://hooks.example.com',
        rules: [on('UPDATE', 'rbac.authorization.k8s.io', 'rolebindings')],
      }),
      reports: [
        offence(
          'ours',
          'https://hooks.example.com',
          on('UPDATE', 'rbac.authorization.k8s.io', 'rolebindings'),
        ),
      ],
    },
    'two unknown ones, beside one on what says nothing of identities': {
      given: {
        subject: {
          cluster: payments,
          configuration: {
            name: 'ours',
            labels: {},
            webhooks: [
              { name: 'a.example.com', url: 'https://a.example.com', rules: [onPods] },
              { name: 'b.example.com', url: 'https://b.example.com', rules: [onPods] },
              { name: 'c.example.com', url: 'https://c.example.com', rules: [] },
            ],
          },
        },
        known: {},
      },
      reports: [
        {
          message:
            'MutatingWebhookConfiguration ours lets https://a.example.com and https://b.example.com change pods or who may do what, in payments in eu-west-1.',
          evidence: {
            configuration: 'ours',
            webhooks: [
              { name: 'a.example.com', calls: 'https://a.example.com', rules: [{ ...onPods }] },
              { name: 'b.example.com', calls: 'https://b.example.com', rules: [{ ...onPods }] },
            ],
          },
        },
      ],
    },
    'the webhook of EKS pointed elsewhere': {
      given: configured('pod-identity-webhook', {
        url: 'https://127.0.0.1.example.com/mutate',
        rules: [onPods],
      }),
      reports: [
        offence(
          'pod-identity-webhook',
          'https://127.0.0.1.example.com/mutate',
          onPods,
          ', under a name that is not its own,',
        ),
      ],
    },
    'the webhook of EKS served from inside the cluster': {
      given: configured('pod-identity-webhook', {
        service: { namespace: 'kube-system', name: 'pod-identity-webhook' },
        rules: [onPods],
      }),
      reports: [
        offence(
          'pod-identity-webhook',
          'Service kube-system/pod-identity-webhook',
          onPods,
          ', under a name that is not its own,',
        ),
      ],
    },
  },
});

function on(operation: string, apiGroup: string, resource: string): WebhookRule {
  return { operations: [operation], apiGroups: [apiGroup], resources: [resource], scope: '*' };
}

function configured(name: string, webhook: Omit<Webhook, 'name'>) {
  const configuration = { name, labels: {}, webhooks: [{ name: 'hook.example.com', ...webhook }] };
  return { subject: { cluster: payments, configuration }, known: {} };
}

function offence(name: string, calls: string, rule: WebhookRule, why = '') {
  const { operations, apiGroups, resources, scope } = rule;
  return {
    message: `MutatingWebhookConfiguration ${name} lets ${calls}${why} change pods or who may do what, in payments in eu-west-1.`,
    evidence: {
      configuration: name,
      webhooks: [
        { name: 'hook.example.com', calls, rules: [{ operations, apiGroups, resources, scope }] },
      ],
    },
  };
}
