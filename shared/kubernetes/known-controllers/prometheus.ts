import { type KnownController, read, rule, source, urls } from './known-controller.ts';

const charts = 'prometheus-community/helm-charts';
const stack = 'charts/kube-prometheus-stack/templates';
const operator = 'prometheus-operator/prometheus-operator';
const namespaces = ['monitoring', 'prometheus', 'kube-prometheus-stack', 'observability'];
const watched = ['alertmanagers', 'prometheuses', 'prometheusagents', 'thanosrulers'];

/** node-exporter is bound to nothing. */
export const prometheus: KnownController = {
  name: 'Prometheus',
  sources: [
    source(
      charts,
      '0887d131116b05c3d467fb962f7eecffd6d9290a',
      `${stack}/prometheus-operator/clusterrole.yaml`,
    ),
    source(
      operator,
      '024ca8447b74f562055424899f1c3d5a51ff4492',
      'example/rbac/prometheus-operator/prometheus-operator-cluster-role.yaml',
    ),
    'https://prometheus-operator.dev/docs/platform/prometheus-agent/',
    source(
      charts,
      '10e391ff313338b40cce9804d400668c1530c48b',
      `${stack}/prometheus-operator/admission-webhooks/job-patch/clusterrole.yaml`,
    ),
    source(
      charts,
      '0c8bcd7dd55eb1707b2630ac9b97aacd66f89c93',
      `${stack}/prometheus-operator/admission-webhooks/job-patch/role.yaml`,
    ),
    source(
      charts,
      '10ca862ce5f5dad3385699d5edf13a8eb6f7df53',
      `${stack}/prometheus/clusterrole.yaml`,
    ),
    source(
      charts,
      '07030076a93d8563a4b00b601eea80ba2a491295',
      'charts/kube-state-metrics/templates/role.yaml',
    ),
  ],
  version: 'Prometheus Operator 0.46 to 0.88, kube-state-metrics 2.x',
  accounts: [
    {
      names: [
        'kube-prometheus-stack-operator',
        'prometheus-kube-prometheus-operator',
        'prometheus-operator',
      ],
      namespaces,
      cluster: [
        rule(
          '*',
          'monitoring.coreos.com',
          [
            ...watched.flatMap((each) => [each, `${each}/finalizers`, `${each}/status`]),
            'alertmanagerconfigs scrapeconfigs scrapeconfigs/status servicemonitors',
            'servicemonitors/status podmonitors podmonitors/status probes probes/status',
            'prometheusrules prometheusrules/status',
          ].join(' '),
        ),
        rule('*', 'apps', 'statefulsets'),
        rule('*', 'core', 'configmaps secrets'),
        rule('list delete', 'core', 'pods'),
        rule('get create update delete', 'core', 'services services/finalizers endpoints'),
        rule('list watch', 'core', 'nodes'),
        rule(read, 'core', 'namespaces'),
        rule('create patch', 'core events.k8s.io', 'events'),
        rule(read, 'networking.k8s.io', 'ingresses'),
        rule('get', 'storage.k8s.io', 'storageclasses'),
        // UNVERIFIED: the verbs that write, of 0.79 and later, whose text was not at hand.
        rule(`${read} create update delete`, 'discovery.k8s.io', 'endpointslices'),
      ],
    },
    {
      // Of the hooks that set up its webhooks; gone after an installation by Helm, kept by others.
      names: ['kube-prometheus-stack-admission', 'prometheus-kube-prometheus-admission'],
      namespaces,
      cluster: [
        rule(
          'get update patch',
          'admissionregistration.k8s.io',
          'validatingwebhookconfigurations mutatingwebhookconfigurations',
        ),
      ],
      own: [rule('get create', 'core', 'secrets')],
    },
    {
      names: ['kube-prometheus-stack-prometheus', 'prometheus-kube-prometheus-prometheus'],
      namespaces,
      cluster: [
        rule(read, 'core', 'nodes nodes/metrics services endpoints pods'),
        rule(read, 'networking.k8s.io', 'ingresses'),
        // UNVERIFIED: of later charts, whose text was not at hand.
        rule(read, 'discovery.k8s.io', 'endpointslices'),
        urls('get', '/metrics /metrics/cadvisor'),
      ],
    },
    {
      names: [
        'kube-state-metrics',
        'kube-prometheus-stack-kube-state-metrics',
        'prometheus-kube-state-metrics',
      ],
      namespaces: [...namespaces, 'kube-system'],
      cluster: [
        rule('list watch', 'certificates.k8s.io', 'certificatesigningrequests'),
        rule(
          'list watch',
          'core',
          [
            'configmaps endpoints limitranges namespaces nodes persistentvolumeclaims persistentvolumes',
            'pods replicationcontrollers resourcequotas secrets services',
          ].join(' '),
        ),
        rule('list watch', 'batch', 'cronjobs jobs'),
        rule('list watch', 'extensions apps', 'daemonsets deployments replicasets'),
        rule('list watch', 'apps', 'statefulsets'),
        rule('list watch', 'autoscaling', 'horizontalpodautoscalers'),
        rule('list watch', 'extensions networking.k8s.io', 'ingresses'),
        rule('list watch', 'networking.k8s.io', 'networkpolicies'),
        rule(
          'list watch',
          'admissionregistration.k8s.io',
          'mutatingwebhookconfigurations validatingwebhookconfigurations',
        ),
        rule('list watch', 'policy', 'poddisruptionbudgets'),
        rule('list watch', 'storage.k8s.io', 'storageclasses volumeattachments'),
        rule('list watch', 'autoscaling.k8s.io', 'verticalpodautoscalers'),
        // UNVERIFIED: of later charts, whose text was not at hand.
        rule('list watch', 'coordination.k8s.io', 'leases'),
        rule('list watch', 'networking.k8s.io', 'ingressclasses'),
        rule('list watch', 'discovery.k8s.io', 'endpointslices'),
      ],
    },
  ],
};
