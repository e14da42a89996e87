import type { Json } from '../../shared/model/json.ts';
import type { KubernetesType } from '../../shared/model/kubernetes-types.ts';

/** One Kubernetes object of each type that is read, as `kubectl get … -o json` prints it, with more in it than is read. */
export const rawObjects: Readonly<Record<KubernetesType, Json>> = {
  namespaces: {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { team: 'shop' }, uid: 'u-1' },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  },
  serviceaccounts: {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      namespace: 'shop',
      name: 'web',
      labels: { app: 'web' },
      annotations: {
        'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/web',
        'eks.amazonaws.com/audience': 'sts.amazonaws.com',
        'kubectl.kubernetes.io/last-applied-configuration': '{}',
      },
    },
    secrets: [{ name: 'web-token-x' }, { name: 'web-token-a' }, {}],
  },
  configmaps: {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { namespace: 'kube-system', name: 'aws-auth' },
    data: { mapRoles: '- rolearn: x\n' },
  },
  pods: {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'shop', name: 'web-1' },
    spec: {
      serviceAccountName: 'web',
      containers: [{ name: 'web', image: 'web:1' }],
      volumes: [
        { name: 'tmp', emptyDir: {} },
        {
          name: 'secrets',
          csi: {
            driver: 'secrets-store.csi.k8s.io',
            readOnly: true,
            volumeAttributes: { secretProviderClass: 'web-secrets' },
          },
        },
        { name: 'efs', csi: { driver: 'efs.csi.aws.com' } },
      ],
    },
  },
  roles: {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { namespace: 'shop', name: 'reader', labels: { a: 'b' } },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'], resourceNames: ['web'] }],
  },
  clusterroles: {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'gathered' },
    aggregationRule: {
      clusterRoleSelectors: [
        {
          matchLabels: { aggregate: 'yes' },
          matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }],
        },
      ],
    },
    rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }],
  },
  rolebindings: {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { namespace: 'shop', name: 'readers' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
    subjects: [
      { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'readers' },
      { kind: 'ServiceAccount', namespace: 'ops', name: 'ci' },
    ],
  },
  clusterrolebindings: {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'admins', labels: null },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'alice' }],
  },
  deployments: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      namespace: 'flux-system',
      name: 'kustomize-controller',
      labels: { 'app.kubernetes.io/part-of': 'flux' },
    },
    spec: {
      replicas: 1,
      template: {
        metadata: { labels: { app: 'kustomize-controller' } },
        spec: {
          serviceAccountName: 'kustomize-controller',
          containers: [
            {
              name: 'manager',
              image: 'ghcr.io/fluxcd/kustomize-controller:v1.7.0',
              args: ['--no-cross-namespace-refs=true'],
            },
          ],
        },
      },
    },
  },
  daemonsets: {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { namespace: 'kube-system', name: 'eks-pod-identity-agent' },
    spec: {},
  },
  mutatingwebhookconfigurations: {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'pod-identity-webhook' },
    webhooks: [
      {
        name: 'iam-for-pods.amazonaws.com',
        clientConfig: { url: 'https://127.0.0.1:23443/mutate', caBundle: 'LS0t' },
        rules: [
          {
            operations: ['CREATE'],
            apiGroups: [''],
            apiVersions: ['v1'],
            resources: ['pods'],
            scope: '*',
          },
        ],
        namespaceSelector: {},
        failurePolicy: 'Ignore',
      },
    ],
  },
  validatingwebhookconfigurations: {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'policy', labels: { a: 'b' } },
    webhooks: [
      {
        name: 'policy.example.com',
        clientConfig: { service: { namespace: 'policy', name: 'webhook', path: '/v', port: 443 } },
        rules: [{ operations: ['*'], apiGroups: ['*'], resources: ['*/*'] }],
        objectSelector: { matchLabels: { a: 'b' } },
      },
    ],
  },
  kustomizations: {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { namespace: 'team', name: 'apps' },
    spec: {
      interval: '10m',
      path: './apps',
      prune: true,
      serviceAccountName: 'team',
      targetNamespace: 'team-apps',
      sourceRef: { kind: 'GitRepository', name: 'fleet', namespace: 'flux-system' },
      kubeConfig: { secretRef: { name: 'other', key: 'value' } },
      decryption: {
        provider: 'sops',
        serviceAccountName: 'decrypter',
        secretRef: { name: 'keys' },
      },
      suspend: true,
    },
  },
  helmreleases: {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { namespace: 'team', name: 'redis' },
    spec: {
      interval: '10m',
      chart: {
        spec: { chart: 'redis', sourceRef: { kind: 'HelmRepository', name: 'charts' } },
      },
    },
  },
  gitrepositories: {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { namespace: 'flux-system', name: 'fleet' },
    spec: {
      url: 'ssh://git@example.com/fleet',
      provider: 'generic',
      secretRef: { name: 'deploy-key' },
      verify: { mode: 'HEAD', secretRef: { name: 'pgp' } },
    },
  },
  ocirepositories: {
    apiVersion: 'source.toolkit.fluxcd.io/v1beta2',
    kind: 'OCIRepository',
    metadata: { namespace: 'flux-system', name: 'manifests' },
    spec: {
      url: 'oci://111122223333.dkr.ecr.eu-west-1.amazonaws.com/manifests',
      provider: 'aws',
      serviceAccountName: 'puller',
      insecure: true,
      verify: { provider: 'cosign', matchOIDCIdentity: [{ issuer: '^i$', subject: 's' }] },
    },
  },
  buckets: {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'Bucket',
    metadata: { namespace: 'flux-system', name: 'bucket' },
    spec: {
      endpoint: 's3.eu-west-1.amazonaws.com',
      bucketName: 'manifests',
      provider: 'generic',
      secretRef: { name: 'access-key' },
    },
  },
  helmrepositories: {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'HelmRepository',
    metadata: { namespace: 'flux-system', name: 'charts' },
    spec: { url: 'http://charts.example.com', type: 'default' },
  },
  helmcharts: {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'HelmChart',
    metadata: { namespace: 'flux-system', name: 'team-redis' },
    spec: { chart: 'redis', sourceRef: { kind: 'HelmRepository', name: 'charts' } },
  },
  receivers: {
    apiVersion: 'notification.toolkit.fluxcd.io/v1',
    kind: 'Receiver',
    metadata: { namespace: 'flux-system', name: 'push' },
    spec: {
      type: 'generic',
      events: ['push'],
      secretRef: { name: 'token' },
      resources: [{ kind: 'GitRepository', name: '*', namespace: 'team' }],
    },
  },
  fluxinstances: {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { namespace: 'flux-system', name: 'flux' },
    spec: {
      distribution: { version: '2.x' },
      cluster: {
        multitenant: true,
        tenantDefaultServiceAccount: 'flux',
        objectLevelWorkloadIdentity: true,
        multitenantWorkloadIdentity: true,
        tenantDefaultDecryptionServiceAccount: 'decrypter',
        tenantDefaultKubeConfigServiceAccount: 'remote',
      },
    },
  },
  secretstores: {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: { namespace: 'shop', name: 'aws' },
    spec: {
      provider: {
        aws: {
          service: 'SecretsManager',
          region: 'eu-west-1',
          role: 'arn:aws:iam::111122223333:role/secrets',
          additionalRoles: ['arn:aws:iam::111122223333:role/hop'],
          prefix: 'shop/',
          auth: { jwt: { serviceAccountRef: { name: 'eso' } } },
        },
      },
    },
  },
  clustersecretstores: {
    apiVersion: 'external-secrets.io/v1beta1',
    kind: 'ClusterSecretStore',
    metadata: { name: 'everyone' },
    spec: {
      conditions: [
        { namespaceSelector: { matchLabels: { team: 'shop' } } },
        { namespaces: ['shop'], namespaceRegexes: ['^shop-'] },
      ],
      provider: {
        aws: {
          service: 'ParameterStore',
          auth: {
            secretRef: { accessKeyIDSecretRef: { name: 'keys', key: 'id', namespace: 'ops' } },
          },
        },
      },
    },
  },
  externalsecrets: {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { namespace: 'shop', name: 'database' },
    spec: {
      refreshInterval: '1h',
      refreshPolicy: 'Periodic',
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'everyone' },
      target: { name: 'database-credentials' },
      data: [
        { secretKey: 'a', remoteRef: { key: 'a' } },
        { secretKey: 'b', sourceRef: { storeRef: { name: 'aws' } } },
      ],
      dataFrom: [{ sourceRef: { storeRef: { name: 'aws', kind: 'SecretStore' } } }],
    },
  },
  clusterexternalsecrets: {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterExternalSecret',
    metadata: { name: 'pull-secret' },
    spec: {
      externalSecretName: 'registry',
      externalSecretSpec: {
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'everyone' },
        refreshInterval: '0',
      },
    },
  },
  pushsecrets: {
    apiVersion: 'external-secrets.io/v1alpha1',
    kind: 'PushSecret',
    metadata: { namespace: 'shop', name: 'push' },
    spec: {
      refreshInterval: '10s',
      secretStoreRefs: [
        { name: 'aws' },
        { kind: 'ClusterSecretStore', labelSelector: { matchLabels: { push: 'yes' } } },
      ],
      selector: { secret: { name: 'generated' } },
    },
  },
  secretproviderclasses: {
    apiVersion: 'secrets-store.csi.x-k8s.io/v1',
    kind: 'SecretProviderClass',
    metadata: { namespace: 'shop', name: 'web-secrets' },
    spec: {
      provider: 'aws',
      parameters: {
        objects: '- objectName: shop/db\n  objectType: secretsmanager\n',
        usePodIdentity: 'TRUE',
        region: 'eu-west-1',
        failoverRegion: 'eu-central-1',
      },
      secretObjects: [{ secretName: 'web', type: 'Opaque', data: [] }, { secretName: 'api' }],
    },
  },
  appprojects: {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { namespace: 'argocd', name: 'shop' },
    spec: {
      sourceRepos: ['*'],
      destinations: [{ server: '*', namespace: 'shop-*' }],
      sourceNamespaces: ['shop'],
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
      clusterResourceBlacklist: [{ group: '', kind: 'Node', name: 'a*' }],
    },
  },
  applications: {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { namespace: 'argocd', name: 'shop' },
    spec: {
      project: 'shop',
      destination: { name: 'in-cluster', namespace: 'shop' },
      source: { repoURL: 'https://example.com/shop.git', path: 'deploy' },
    },
  },
  ec2nodeclasses: {
    apiVersion: 'karpenter.k8s.aws/v1',
    kind: 'EC2NodeClass',
    metadata: { name: 'default' },
    spec: { role: 'KarpenterNode', amiSelectorTerms: [] },
  },
  nodeclasses: {
    apiVersion: 'eks.amazonaws.com/v1',
    kind: 'NodeClass',
    metadata: { name: 'private' },
    spec: { instanceProfile: 'nodes' },
  },
};

/** A List of them as kubectl prints it. */
export function rawList(...items: readonly Json[]): { readonly [key: string]: Json } {
  return { apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items };
}
