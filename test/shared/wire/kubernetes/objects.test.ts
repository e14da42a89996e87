import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../shared/model/json.ts';
import { type KubernetesType, kubernetesTypes } from '../../../../shared/model/kubernetes-types.ts';
import { readAwsAuthMappings } from '../../../../shared/wire/aws-auth.ts';
import { readDocumentOf } from '../../../../shared/wire/kubernetes/object-readers.ts';
import { rawList, rawObjects } from '../../../support/raw-objects.ts';

/** What the object of `rawObjects` is read as. */
const values: Readonly<Record<KubernetesType, unknown>> = {
  namespaces: [{ name: 'shop', labels: { team: 'shop' } }],
  serviceaccounts: [
    {
      namespace: 'shop',
      name: 'web',
      roleArn: 'arn:aws:iam::111122223333:role/web',
      annotations: {
        'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/web',
        'eks.amazonaws.com/audience': 'sts.amazonaws.com',
      },
      labels: { app: 'web' },
      secrets: ['web-token-a', 'web-token-x'],
    },
  ],
  configmaps: {
    data: { mapRoles: '- rolearn: x\n' },
    mappings: readAwsAuthMappings({ mapRoles: '- rolearn: x\n' }),
  },
  pods: [{ namespace: 'shop', serviceAccountName: 'web', secretProviderClasses: ['web-secrets'] }],
  roles: [
    {
      namespace: 'shop',
      name: 'reader',
      rules: [
        {
          verbs: ['get'],
          apiGroups: [''],
          resources: ['pods'],
          resourceNames: ['web'],
          nonResourceURLs: [],
        },
      ],
      labels: { a: 'b' },
    },
  ],
  clusterroles: [
    {
      name: 'gathered',
      rules: [
        {
          verbs: ['get'],
          apiGroups: [],
          resources: [],
          resourceNames: [],
          nonResourceURLs: ['/metrics'],
        },
      ],
      labels: {},
      aggregates: [
        {
          matchLabels: { aggregate: 'yes' },
          matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }],
        },
      ],
    },
  ],
  rolebindings: [
    {
      namespace: 'shop',
      name: 'readers',
      roleRef: { kind: 'Role', name: 'reader' },
      subjects: [
        { kind: 'Group', name: 'readers' },
        { kind: 'ServiceAccount', namespace: 'ops', name: 'ci' },
      ],
      labels: {},
    },
  ],
  clusterrolebindings: [
    {
      name: 'admins',
      roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'User', name: 'alice' }],
      labels: {},
    },
  ],
  deployments: [
    {
      namespace: 'flux-system',
      name: 'kustomize-controller',
      labels: { 'app.kubernetes.io/part-of': 'flux' },
      serviceAccountName: 'kustomize-controller',
      containers: [
        {
          name: 'manager',
          image: 'ghcr.io/fluxcd/kustomize-controller:v1.7.0',
          command: [],
          args: ['--no-cross-namespace-refs=true'],
        },
      ],
    },
  ],
  daemonsets: [{ namespace: 'kube-system', name: 'eks-pod-identity-agent' }],
  mutatingwebhookconfigurations: [
    {
      name: 'pod-identity-webhook',
      labels: {},
      webhooks: [
        {
          name: 'iam-for-pods.amazonaws.com',
          url: 'https://127.0.0.1:23443/mutate',
          rules: [{ operations: ['CREATE'], apiGroups: [''], resources: ['pods'], scope: '*' }],
          namespaceSelector: { matchLabels: {}, matchExpressions: [] },
        },
      ],
    },
  ],
  validatingwebhookconfigurations: [
    {
      name: 'policy',
      labels: { a: 'b' },
      webhooks: [
        {
          name: 'policy.example.com',
          service: { namespace: 'policy', name: 'webhook', path: '/v' },
          rules: [{ operations: ['*'], apiGroups: ['*'], resources: ['*/*'], scope: '*' }],
          objectSelector: { matchLabels: { a: 'b' }, matchExpressions: [] },
        },
      ],
    },
  ],
  kustomizations: [
    {
      kind: 'Kustomization',
      namespace: 'team',
      name: 'apps',
      serviceAccountName: 'team',
      targetNamespace: 'team-apps',
      sourceRef: { kind: 'GitRepository', name: 'fleet', namespace: 'flux-system' },
      kubeConfig: { secretRef: 'other' },
      decryption: { provider: 'sops', serviceAccountName: 'decrypter', secretRef: 'keys' },
      suspend: true,
    },
  ],
  helmreleases: [
    {
      kind: 'HelmRelease',
      namespace: 'team',
      name: 'redis',
      sourceRef: { kind: 'HelmRepository', name: 'charts' },
      suspend: false,
    },
  ],
  gitrepositories: [
    {
      kind: 'GitRepository',
      namespace: 'flux-system',
      name: 'fleet',
      url: 'ssh://git@example.com/fleet',
      insecure: false,
      provider: 'generic',
      secretRef: 'deploy-key',
      verify: { mode: 'HEAD', secretRef: 'pgp', matchOidcIdentity: [] },
    },
  ],
  ocirepositories: [
    {
      kind: 'OCIRepository',
      namespace: 'flux-system',
      name: 'manifests',
      url: 'oci://111122223333.dkr.ecr.eu-west-1.amazonaws.com/manifests',
      insecure: true,
      provider: 'aws',
      serviceAccountName: 'puller',
      verify: { provider: 'cosign', matchOidcIdentity: [{ issuer: '^i$', subject: 's' }] },
    },
  ],
  buckets: [
    {
      kind: 'Bucket',
      namespace: 'flux-system',
      name: 'bucket',
      endpoint: 's3.eu-west-1.amazonaws.com',
      bucketName: 'manifests',
      insecure: false,
      provider: 'generic',
      secretRef: 'access-key',
    },
  ],
  helmrepositories: [
    {
      kind: 'HelmRepository',
      namespace: 'flux-system',
      name: 'charts',
      url: 'http://charts.example.com',
      insecure: false,
    },
  ],
  helmcharts: [
    {
      kind: 'HelmChart',
      namespace: 'flux-system',
      name: 'team-redis',
      insecure: false,
      sourceRef: { kind: 'HelmRepository', name: 'charts' },
    },
  ],
  receivers: [
    {
      namespace: 'flux-system',
      name: 'push',
      type: 'generic',
      secretRef: 'token',
      resources: [{ kind: 'GitRepository', name: '*', namespace: 'team' }],
    },
  ],
  fluxinstances: [
    {
      namespace: 'flux-system',
      name: 'flux',
      multitenant: true,
      tenantDefaultServiceAccount: 'flux',
      objectLevelWorkloadIdentity: true,
      multitenantWorkloadIdentity: true,
      tenantDefaultDecryptionServiceAccount: 'decrypter',
      tenantDefaultKubeConfigServiceAccount: 'remote',
    },
  ],
  secretstores: [
    {
      kind: 'SecretStore',
      namespace: 'shop',
      name: 'aws',
      conditions: [],
      provider: 'aws',
      aws: {
        service: 'SecretsManager',
        region: 'eu-west-1',
        role: 'arn:aws:iam::111122223333:role/secrets',
        prefix: 'shop/',
        additionalRoles: ['arn:aws:iam::111122223333:role/hop'],
        serviceAccountRef: { name: 'eso' },
        hasStaticKeys: false,
      },
    },
  ],
  clustersecretstores: [
    {
      kind: 'ClusterSecretStore',
      name: 'everyone',
      conditions: [
        {
          namespaceSelector: { matchLabels: { team: 'shop' }, matchExpressions: [] },
          namespaces: [],
          namespaceRegexes: [],
        },
        { namespaces: ['shop'], namespaceRegexes: ['^shop-'] },
      ],
      provider: 'aws',
      aws: { service: 'ParameterStore', additionalRoles: [], hasStaticKeys: true },
    },
  ],
  externalsecrets: [
    {
      kind: 'ExternalSecret',
      namespace: 'shop',
      name: 'database',
      stores: [
        { kind: 'ClusterSecretStore', name: 'everyone' },
        { kind: 'SecretStore', name: 'aws' },
      ],
      secret: 'database-credentials',
      refreshInterval: '1h',
      refreshPolicy: 'Periodic',
    },
  ],
  clusterexternalsecrets: [
    {
      kind: 'ClusterExternalSecret',
      name: 'pull-secret',
      stores: [{ kind: 'ClusterSecretStore', name: 'everyone' }],
      secret: 'registry',
      refreshInterval: '0',
    },
  ],
  pushsecrets: [
    {
      kind: 'PushSecret',
      namespace: 'shop',
      name: 'push',
      stores: [
        { kind: 'SecretStore', name: 'aws' },
        {
          kind: 'ClusterSecretStore',
          labelSelector: { matchLabels: { push: 'yes' }, matchExpressions: [] },
        },
      ],
      secret: 'generated',
      refreshInterval: '10s',
    },
  ],
  secretproviderclasses: [
    {
      namespace: 'shop',
      name: 'web-secrets',
      provider: 'aws',
      objects: [{ service: 'secretsmanager', name: 'shop/db' }],
      usePodIdentity: true,
      region: 'eu-west-1',
      failoverRegion: 'eu-central-1',
      secretNames: ['api', 'web'],
    },
  ],
  appprojects: [
    {
      namespace: 'argocd',
      name: 'shop',
      sourceRepos: ['*'],
      destinations: [{ server: '*', namespace: 'shop-*' }],
      sourceNamespaces: ['shop'],
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
      clusterResourceBlacklist: [{ group: '', kind: 'Node', name: 'a*' }],
    },
  ],
  applications: [
    {
      namespace: 'argocd',
      name: 'shop',
      project: 'shop',
      destination: { name: 'in-cluster', namespace: 'shop' },
      repositories: ['https://example.com/shop.git'],
    },
  ],
  ec2nodeclasses: [{ kind: 'EC2NodeClass', name: 'default', role: 'KarpenterNode' }],
  nodeclasses: [{ kind: 'NodeClass', name: 'private', instanceProfile: 'nodes' }],
};

test.each(kubernetesTypes)('%s are read', (type) => {
  expect(readDocumentOf(type, rawList(rawObjects[type]))).toStrictEqual({ ok: values[type] });
});

test.each(kubernetesTypes.filter((type) => type !== 'configmaps'))('%s may be none', (type) => {
  expect(readDocumentOf(type, rawList())).toStrictEqual({ ok: [] });
});

/** A new object of a type, with these members beside its name. */
function bare(type: KubernetesType, members: Readonly<Record<string, Json>>): Json {
  const { apiVersion, kind, metadata } = rawObjects[type] as {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: { readonly namespace?: string };
  };
  const place = metadata.namespace === undefined ? {} : { namespace: 'n' };
  return { apiVersion, kind, metadata: { ...place, name: 'o' }, ...members };
}

const noAws = { additionalRoles: [], hasStaticKeys: false };

describe('an object with as little in it as there may be', () => {
  test.each<readonly [KubernetesType, Readonly<Record<string, Json>>, object]>([
    ['namespaces', {}, { name: 'o', labels: {} }],
    [
      'serviceaccounts',
      { secrets: null },
      { namespace: 'n', name: 'o', annotations: {}, labels: {}, secrets: [] },
    ],
    [
      'pods',
      { spec: { volumes: null } },
      { namespace: 'n', serviceAccountName: 'default', secretProviderClasses: [] },
    ],
    ['roles', { rules: null }, { namespace: 'n', name: 'o', rules: [], labels: {} }],
    ['clusterroles', { aggregationRule: null }, { name: 'o', rules: [], labels: {} }],
    [
      'clusterroles',
      { aggregationRule: { clusterRoleSelectors: null } },
      { name: 'o', rules: [], labels: {}, aggregates: [] },
    ],
    [
      'rolebindings',
      { roleRef: { kind: 'ClusterRole', name: 'view' }, subjects: null },
      {
        namespace: 'n',
        name: 'o',
        roleRef: { kind: 'ClusterRole', name: 'view' },
        subjects: [],
        labels: {},
      },
    ],
    ['mutatingwebhookconfigurations', {}, { name: 'o', labels: {}, webhooks: [] }],
    [
      'kustomizations',
      { spec: { serviceAccountName: '', targetNamespace: '', kubeConfig: {} } },
      { kind: 'Kustomization', namespace: 'n', name: 'o', kubeConfig: {}, suspend: false },
    ],
    [
      'kustomizations',
      { spec: { kubeConfig: { configMapRef: { name: 'c' } }, decryption: { provider: 'sops' } } },
      {
        kind: 'Kustomization',
        namespace: 'n',
        name: 'o',
        kubeConfig: { configMapRef: 'c' },
        decryption: { provider: 'sops' },
        suspend: false,
      },
    ],
    [
      'helmreleases',
      { spec: {} },
      { kind: 'HelmRelease', namespace: 'n', name: 'o', suspend: false },
    ],
    [
      'helmreleases',
      { spec: { chartRef: { kind: 'OCIRepository', name: 'c', namespace: '' } } },
      {
        kind: 'HelmRelease',
        namespace: 'n',
        name: 'o',
        sourceRef: { kind: 'OCIRepository', name: 'c' },
        suspend: false,
      },
    ],
    [
      'receivers',
      { spec: { type: 'github' } },
      { namespace: 'n', name: 'o', type: 'github', resources: [] },
    ],
    [
      'fluxinstances',
      { spec: {} },
      {
        namespace: 'n',
        name: 'o',
        multitenant: false,
        objectLevelWorkloadIdentity: false,
        multitenantWorkloadIdentity: false,
      },
    ],
    [
      'secretstores',
      { spec: { provider: { vault: {}, aws: null } } },
      { kind: 'SecretStore', namespace: 'n', name: 'o', conditions: [], provider: 'vault' },
    ],
    [
      'secretstores',
      { spec: { provider: {} } },
      { kind: 'SecretStore', namespace: 'n', name: 'o', conditions: [], provider: 'unknown' },
    ],
    [
      'secretstores',
      { spec: { provider: { aws: { service: 'ParameterStore' } } } },
      {
        kind: 'SecretStore',
        namespace: 'n',
        name: 'o',
        conditions: [],
        provider: 'aws',
        aws: { ...noAws, service: 'ParameterStore' },
      },
    ],
    [
      'clustersecretstores',
      {
        spec: {
          provider: {
            aws: {
              service: 'SecretsManager',
              auth: { jwt: { serviceAccountRef: { name: 's', namespace: 'ops' } } },
            },
          },
        },
      },
      {
        kind: 'ClusterSecretStore',
        name: 'o',
        conditions: [],
        provider: 'aws',
        aws: {
          ...noAws,
          service: 'SecretsManager',
          serviceAccountRef: { name: 's', namespace: 'ops' },
        },
      },
    ],
    [
      'externalsecrets',
      { spec: { secretStoreRef: {}, data: [{ sourceRef: { generatorRef: {} } }] } },
      { kind: 'ExternalSecret', namespace: 'n', name: 'o', stores: [], secret: 'o' },
    ],
    [
      'clusterexternalsecrets',
      { spec: { externalSecretSpec: {} } },
      { kind: 'ClusterExternalSecret', name: 'o', stores: [], secret: 'o' },
    ],
    [
      'pushsecrets',
      { spec: { selector: { generatorRef: {} } } },
      { kind: 'PushSecret', namespace: 'n', name: 'o', stores: [] },
    ],
    [
      'secretproviderclasses',
      { spec: { provider: 'aws', parameters: { usePodIdentity: 'yes' } } },
      { namespace: 'n', name: 'o', provider: 'aws', usePodIdentity: false, secretNames: [] },
    ],
    [
      'appprojects',
      { spec: {} },
      {
        namespace: 'n',
        name: 'o',
        sourceRepos: [],
        destinations: [],
        sourceNamespaces: [],
        clusterResourceWhitelist: [],
        clusterResourceBlacklist: [],
      },
    ],
    [
      'applications',
      {
        spec: {
          project: '',
          destination: {},
          sources: [{ repoURL: 'a' }, {}],
          sourceHydrator: { drySource: { repoURL: 'https://bot:hunter2@b' } },
        },
      },
      {
        namespace: 'n',
        name: 'o',
        project: 'default',
        destination: {},
        repositories: ['a', 'https://b'],
      },
    ],
    [
      'gitrepositories',
      { spec: { url: 'https://bot:hunter2@example.com/a' } },
      {
        kind: 'GitRepository',
        namespace: 'n',
        name: 'o',
        url: 'https://example.com/a',
        insecure: false,
      },
    ],
  ])('%s: %j', (type, members, value) => {
    expect(readDocumentOf(type, rawList(bare(type, members)))).toStrictEqual({ ok: [value] });
  });
});

describe('of a pod', () => {
  const driver = 'secrets-store.csi.k8s.io';

  test('only what the Secrets Store driver mounts by a class is kept', () => {
    const volumes = [
      { emptyDir: {} },
      { csi: { driver: 'csi.example.com', volumeAttributes: { secretProviderClass: 'other' } } },
      { csi: { driver } },
      { csi: { driver, volumeAttributes: { secretProviderClass: 'web' } } },
    ];
    expect(readDocumentOf('pods', rawList(bare('pods', { spec: { volumes } })))).toStrictEqual({
      ok: [{ namespace: 'n', serviceAccountName: 'default', secretProviderClasses: ['web'] }],
    });
  });

  test('the namespace and the account are told apart', () => {
    const pod = (namespace: string, serviceAccountName: string) => ({
      metadata: { namespace, name: 'p' },
      spec: { serviceAccountName },
    });
    expect(readDocumentOf('pods', rawList(pod('a', 'bc'), pod('ab', 'c')))).toMatchObject({
      ok: [
        { namespace: 'a', serviceAccountName: 'bc' },
        { namespace: 'ab', serviceAccountName: 'c' },
      ],
    });
  });

  test('one that does not fit makes all unread', () => {
    expect(readDocumentOf('pods', rawList(bare('pods', {})))).toStrictEqual({
      error: 'items[0] (n/o).spec: expected object',
    });
  });
});

describe('an empty text in an object is none', () => {
  const place = { namespace: 'n', name: 'o' };
  const labels = { 'app.kubernetes.io/part-of': 'flux' };

  test.each<readonly [KubernetesType, Readonly<Record<string, Json>>, object]>([
    [
      'pods',
      { spec: { serviceAccountName: '' } },
      { namespace: 'n', serviceAccountName: 'default', secretProviderClasses: [] },
    ],
    [
      'deployments',
      {
        metadata: { ...place, labels },
        spec: { template: { spec: { serviceAccountName: '', containers: [] } } },
      },
      { ...place, labels, serviceAccountName: 'default', containers: [] },
    ],
    [
      'kustomizations',
      { spec: { decryption: { provider: 'sops', serviceAccountName: '' } } },
      { kind: 'Kustomization', ...place, suspend: false, decryption: { provider: 'sops' } },
    ],
    [
      'gitrepositories',
      { spec: { url: 'u', provider: '', serviceAccountName: '' } },
      { kind: 'GitRepository', ...place, url: 'u', insecure: false },
    ],
    [
      'secretstores',
      {
        spec: {
          provider: {
            aws: {
              service: 'SecretsManager',
              role: '',
              prefix: '',
              auth: { jwt: { serviceAccountRef: { name: 's', namespace: '' } } },
            },
          },
        },
      },
      {
        kind: 'SecretStore',
        ...place,
        conditions: [],
        provider: 'aws',
        aws: { ...noAws, service: 'SecretsManager', serviceAccountRef: { name: 's' } },
      },
    ],
    [
      'externalsecrets',
      {
        spec: {
          secretStoreRef: { kind: '', name: 'aws' },
          target: { name: '' },
          refreshPolicy: '',
          data: [{ sourceRef: { storeRef: { name: '' } } }, { sourceRef: null }],
          dataFrom: [{ sourceRef: { storeRef: { name: '', labelSelector: {} } } }],
        },
      },
      {
        kind: 'ExternalSecret',
        ...place,
        stores: [
          { kind: 'SecretStore', name: 'aws' },
          { kind: 'SecretStore', labelSelector: { matchLabels: {}, matchExpressions: [] } },
        ],
        secret: 'o',
      },
    ],
    [
      'clusterexternalsecrets',
      { spec: { externalSecretName: '', externalSecretSpec: {} } },
      { kind: 'ClusterExternalSecret', name: 'o', stores: [], secret: 'o' },
    ],
    [
      'pushsecrets',
      { spec: { selector: { secret: { name: '' } } } },
      { kind: 'PushSecret', ...place, stores: [] },
    ],
    ['pushsecrets', { spec: {} }, { kind: 'PushSecret', ...place, stores: [] }],
    [
      'helmreleases',
      { spec: { chart: {}, targetNamespace: '' } },
      { kind: 'HelmRelease', ...place, suspend: false },
    ],
    [
      'pushsecrets',
      { spec: { selector: { secret: null } } },
      { kind: 'PushSecret', ...place, stores: [] },
    ],
    [
      'secretproviderclasses',
      {
        spec: {
          provider: 'aws',
          parameters: { region: '', failoverRegion: '' },
          secretObjects: [{ secretName: '' }, { secretName: 's' }],
        },
      },
      { ...place, provider: 'aws', usePodIdentity: false, secretNames: ['s'] },
    ],
    [
      'appprojects',
      {
        spec: {
          destinations: [{ server: '', name: '', namespace: '' }],
          clusterResourceWhitelist: [{ group: '', kind: '*', name: '' }],
        },
      },
      {
        ...place,
        sourceRepos: [],
        destinations: [{}],
        sourceNamespaces: [],
        clusterResourceWhitelist: [{ group: '', kind: '*' }],
        clusterResourceBlacklist: [],
      },
    ],
    [
      'applications',
      { spec: { destination: { server: '' }, source: { repoURL: '' }, sourceHydrator: {} } },
      { ...place, project: 'default', destination: {}, repositories: [] },
    ],
    [
      'ec2nodeclasses',
      { spec: { role: '', instanceProfile: '' } },
      { kind: 'EC2NodeClass', name: 'o' },
    ],
  ])('%s: %j', (type, members, value) => {
    expect(readDocumentOf(type, rawList(bare(type, members)))).toStrictEqual({ ok: [value] });
  });
});

test.each([
  ['true', true],
  ['TRUE', true],
  ['True', true],
  ['t', true],
  ['T', true],
  ['1', true],
  ['false', false],
  ['tRUE', false],
  ['', false],
])('pod identity is used by a SecretProviderClass that says "%s": %s', (usePodIdentity, uses) => {
  const spec = { provider: 'aws', parameters: { usePodIdentity } };
  const list = rawList(bare('secretproviderclasses', { spec }));
  expect(readDocumentOf('secretproviderclasses', list)).toMatchObject({
    ok: [{ usePodIdentity: uses }],
  });
});

describe('of a type, only some are kept', () => {
  test.each<readonly [KubernetesType, Json]>([
    ['deployments', bare('deployments', {})],
    ['daemonsets', bare('daemonsets', {})],
  ])('of %s none that is not asked for, whatever is in it', (type, object) => {
    expect(readDocumentOf(type, rawList(object))).toStrictEqual({ ok: [] });
  });

  test('alike pods are one, whatever they are called', () => {
    const pod = (name: string, serviceAccountName: string, ...classes: readonly string[]) => ({
      metadata: { namespace: 'n', name },
      spec: {
        serviceAccountName,
        volumes: classes.map((secretProviderClass) => ({
          csi: { driver: 'secrets-store.csi.k8s.io', volumeAttributes: { secretProviderClass } },
        })),
      },
    });
    const list = rawList(pod('1', 'b', 'y', 'x', 'y'), pod('2', 'a'), pod('3', 'b', 'x', 'y'));
    expect(readDocumentOf('pods', list)).toStrictEqual({
      ok: [
        { namespace: 'n', serviceAccountName: 'a', secretProviderClasses: [] },
        { namespace: 'n', serviceAccountName: 'b', secretProviderClasses: ['x', 'y'] },
      ],
    });
  });
});

describe('aws-auth', () => {
  const other = { metadata: { namespace: 'default', name: 'aws-auth' }, data: { odd: 1 } };
  const withoutData = { metadata: { namespace: 'kube-system', name: 'aws-auth' }, data: null };

  test.each<readonly [string, Json, unknown]>([
    ['alone, as kubectl prints one', rawObjects.configmaps, { ok: values.configmaps }],
    ['among others', rawList(other, rawObjects.configmaps), { ok: values.configmaps }],
    ['without data', rawList(withoutData), { ok: { data: {}, mappings: readAwsAuthMappings({}) } }],
    ['that is not there', rawList(other), { ok: undefined }],
    [
      'that is not there, though others are beside its place',
      rawList({ metadata: { namespace: 'kube-system', name: 'coredns' }, data: { odd: 1 } }),
      { ok: undefined },
    ],
    [
      'with something else than text',
      rawList({ ...withoutData, data: { mapRoles: [] } }),
      { error: 'items[0] (kube-system/aws-auth).data.mapRoles: expected string' },
    ],
    ['that is no ConfigMap at all', [], { error: 'expected object' }],
    ['that is nothing', null, { error: 'expected object' }],
    ['that is text', 'ConfigMap', { error: 'expected object' }],
    ['that is of no kind', { items: [] }, { error: 'kind: expected string' }],
  ])('%s', (_, json, read) => {
    expect(readDocumentOf('configmaps', json)).toStrictEqual(read);
  });
});

describe('the subjects of a binding', () => {
  const roleRef = { kind: 'ClusterRole', name: 'view' };
  const subjects = [
    { kind: 'ServiceAccount', name: 'own' },
    { kind: 'ServiceAccount', name: 'own', namespace: '' },
    { kind: 'Robot', name: 'r' },
    { kind: 'User', name: 'u', namespace: 'ignored' },
  ];

  test('of one in a namespace are of that namespace, and of kinds that RBAC knows', () => {
    const read = readDocumentOf(
      'rolebindings',
      rawList(bare('rolebindings', { roleRef, subjects })),
    );
    const own = { kind: 'ServiceAccount', namespace: 'n', name: 'own' };
    expect(read).toMatchObject({ ok: [{ subjects: [own, own, { kind: 'User', name: 'u' }] }] });
  });

  test('of one in none have to say in which they are', () => {
    const binding = bare('clusterrolebindings', { roleRef, subjects });
    expect(readDocumentOf('clusterrolebindings', rawList(binding))).toMatchObject({
      ok: [{ subjects: [{ kind: 'User', name: 'u' }] }],
    });
  });
});

describe('what a source cannot do without', () => {
  test.each<readonly [KubernetesType, Readonly<Record<string, Json>>, string]>([
    ['gitrepositories', {}, 'url: expected string'],
    ['ocirepositories', { url: null }, 'url: expected string'],
    ['helmrepositories', { url: 1 }, 'url: expected string'],
    ['buckets', { endpoint: 'e' }, 'bucketName: expected string'],
    ['helmcharts', { url: 'u' }, 'sourceRef: expected object'],
  ])('%s: %j', (type, spec, fault) => {
    expect(readDocumentOf(type, rawList(bare(type, { spec })))).toStrictEqual({
      error: `items[0] (n/o).spec.${fault}`,
    });
  });
});
