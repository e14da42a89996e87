import { flux } from '../../shared/kubernetes/known-controllers/flux.ts';
import type { KnownController } from '../../shared/kubernetes/known-controllers/known-controller.ts';
import { knownControllers } from '../../shared/kubernetes/known-controllers.ts';
import type { Cluster } from '../../shared/model/cluster.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import type { RbacRole } from '../../shared/model/kubernetes.ts';
import type { KubernetesCluster } from '../../shared/model/kubernetes-cluster.ts';
import type { Deployment, WebhookConfiguration } from '../../shared/model/kubernetes-workloads.ts';
import { accountFacts, roleNamed } from './accounts.ts';
import { gone, type KnownFact, known } from './facts.ts';
import { installed } from './known-controllers.ts';
import { clusterStore, controller, kustomization, payments, source } from './operators.ts';
import { allow, trusting } from './policies.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  kubernetesCluster,
  role,
  roleBinding,
  rule,
  urls,
  user,
} from './rbac.ts';

/** The cluster payments as a careful team runs it: every known controller as its makers install it, one application, all of it read. */
export function healthyCluster(differences: Partial<Cluster> = {}): readonly KnownFact[] {
  const all = joined(defaults, application, userRoles, ...knownControllers.map(asInstalled));
  return [
    ...accountFacts({
      roles: {
        [controlPlane]: {
          trust: [trusting({ Service: ['eks.amazonaws.com'] })],
          attached: {
            'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy': [allow(['ec2:Describe*'])],
          },
        },
      },
      clusters: {
        payments: {
          oidcIssuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE',
          enabledLogTypes: ['audit', 'authenticator'],
          roleArn: controlPlane,
          version: '1.34',
          ...differences,
        },
      },
    }),
    known(factKeys.clusterVersions('eu-west-1'), [
      { version: '1.34', versionStatus: 'STANDARD_SUPPORT' },
    ]),
    known(factKeys.certificateAuthorities(payments), ['only']),
    known(factKeys.certificateAuthority(payments, 'only'), {
      id: 'only',
      createdAt: Date.UTC(2026, 9, 1),
      signingStatus: 'IN_USE',
    }),
    known(factKeys.nodegroups(payments), []),
    known(factKeys.fargateProfiles(payments), []),
    known(factKeys.identityProviderConfigs(payments), []),
    known(factKeys.oidcProviders(), []),
    gone(factKeys.awsAuth(payments)),
    known(factKeys.namespaces(payments), all.namespaces),
    known(factKeys.serviceAccounts(payments), all.serviceAccounts),
    known(factKeys.rbacRoles(payments), all.roles),
    known(factKeys.rbacClusterRoles(payments), all.clusterRoles),
    known(factKeys.roleBindings(payments), all.roleBindings),
    known(factKeys.clusterRoleBindings(payments), all.clusterRoleBindings),
    known(
      factKeys.pods(payments),
      all.serviceAccounts.map(({ namespace, name }) => ({
        namespace,
        serviceAccountName: name,
        secretProviderClasses: [],
      })),
    ),
    known(factKeys.podIdentityAgents(payments), [
      { namespace: 'kube-system', name: 'eks-pod-identity-agent' },
    ]),
    known(factKeys.mutatingWebhooks(payments), mutatingWebhooks),
    known(factKeys.validatingWebhooks(payments), []),
    ...ofFlux(),
    ...ofArgoCd(),
    ...ofExternalSecrets(),
    known(factKeys.nodeClasses(payments, 'ec2nodeclasses'), [
      { kind: 'EC2NodeClass', name: 'default', role: 'node' },
    ]),
    known(factKeys.nodeClasses(payments, 'nodeclasses'), []),
  ];
}

const controlPlane = roleNamed('control-plane');

/** Where its makers give an account several names, they are those of several installations; Flux runs all of its own. */
function asInstalled(controller: KnownController): KubernetesCluster {
  if (controller === flux) return installed(controller);
  const accounts = controller.accounts.map((each) => ({ ...each, names: each.names.slice(0, 1) }));
  return installed({ ...controller, accounts });
}

const everything = { apiGroups: ['*'] };
const apps = { apiGroups: ['apps'] };
const read = 'get,list,watch';
const write = 'create,update,patch,delete';

function aggregating(name: string, into: string, ...rules: RbacRole['rules']): RbacRole {
  const matchLabels = { [`rbac.authorization.k8s.io/aggregate-to-${into}`]: 'true' };
  return { ...clusterRole(name, ...rules), aggregates: [{ matchLabels, matchExpressions: [] }] };
}

const viewed = [rule(read, 'configmaps,pods,pods/log,services'), rule(read, 'deployments', apps)];
const edited = [
  ...viewed,
  rule(read, 'pods/attach,pods/exec,pods/portforward,pods/proxy,secrets'),
  rule('create,patch,update,delete', 'configmaps,pods,pods/exec,pods/portforward,secrets'),
  rule('create', 'serviceaccounts/token'),
  rule('impersonate', 'serviceaccounts'),
  rule(write, 'deployments', apps),
];

/** What Kubernetes and EKS make themselves, the rules of the roles as far as they matter. */
const defaults = kubernetesCluster(
  {
    namespaces: ['default', 'kube-system', 'kube-public', 'kube-node-lease'].map(namespace),
    clusterRoles: [
      clusterRole('cluster-admin', rule('*', '*', everything), urls('*', '*')),
      aggregating('admin', 'admin', ...edited, rule(write, 'serviceaccounts')),
      aggregating('edit', 'edit', ...edited),
      aggregating('view', 'view', ...viewed),
      clusterRole('system:basic-user'),
      clusterRole('system:discovery', urls('get', '/api,/api/*,/apis,/apis/*,/healthz,/version')),
      clusterRole('system:public-info-viewer', urls('get', '/healthz,/livez,/readyz,/version')),
      clusterRole(
        'system:auth-delegator',
        rule('create', 'tokenreviews', { apiGroups: ['authentication.k8s.io'] }),
        rule('create', 'subjectaccessreviews', { apiGroups: ['authorization.k8s.io'] }),
      ),
      clusterRole('system:node-proxier', rule('list,watch', 'services,endpoints,nodes')),
      clusterRole('system:coredns', rule('list,watch', 'endpoints,services,pods,namespaces')),
      clusterRole('system:kube-controller-manager', rule('create', 'secrets,serviceaccounts')),
      clusterRole(
        'system:controller:clusterrole-aggregation-controller',
        rule('escalate,get,list,patch,update,watch', 'clusterroles', {
          apiGroups: ['rbac.authorization.k8s.io'],
        }),
      ),
      clusterRole('aws-node', rule(read, 'namespaces,pods'), rule('get,list,watch', 'nodes')),
      clusterRole('eks:node-bootstrapper'),
      clusterRole('eks:addon-manager', rule(`${read},${write}`, 'configmaps,serviceaccounts')),
    ],
    clusterRoleBindings: [
      clusterRoleBinding('cluster-admin', 'cluster-admin', group('system:masters')),
      clusterRoleBinding('system:basic-user', 'system:basic-user', group('system:authenticated')),
      clusterRoleBinding('system:discovery', 'system:discovery', group('system:authenticated')),
      clusterRoleBinding(
        'system:public-info-viewer',
        'system:public-info-viewer',
        group('system:authenticated'),
        group('system:unauthenticated'),
      ),
      clusterRoleBinding('system:node-proxier', 'system:node-proxier', user('system:kube-proxy')),
      clusterRoleBinding('system:coredns', 'system:coredns', account('kube-system/coredns')),
      clusterRoleBinding(
        'system:kube-controller-manager',
        'system:kube-controller-manager',
        user('system:kube-controller-manager'),
      ),
      clusterRoleBinding(
        'system:controller:clusterrole-aggregation-controller',
        'system:controller:clusterrole-aggregation-controller',
        account('kube-system/clusterrole-aggregation-controller'),
      ),
      clusterRoleBinding('aws-node', 'aws-node', account('kube-system/aws-node')),
      clusterRoleBinding('eks:kube-proxy', 'system:node-proxier', group('system:node-proxier')),
      clusterRoleBinding(
        'eks:node-bootstrapper',
        'eks:node-bootstrapper',
        group('system:bootstrappers'),
        group('system:nodes'),
      ),
      clusterRoleBinding('eks:addon-manager', 'eks:addon-manager', user('eks:addon-manager')),
      clusterRoleBinding('eks:addon-cluster-admin', 'cluster-admin', user('eks:addon-manager')),
    ],
  },
  'kube-system/default',
  'kube-system/aws-node',
  'kube-system/coredns',
  'kube-system/clusterrole-aggregation-controller',
  'default/default',
);

/** What its own team runs: an application that reads its settings, deployed by Flux and by Argo CD as an account of its own. */
const application = kubernetesCluster(
  {
    namespaces: ['shop', 'argocd', 'flux-system', 'cert-manager', 'external-secrets'].map(
      namespace,
    ),
    roles: [role('shop/app', rule('get,watch', 'configmaps'))],
    roleBindings: [
      roleBinding('shop/app', 'Role app', account('shop/app')),
      roleBinding('shop/deployer', 'ClusterRole admin', account('shop/deployer')),
    ],
  },
  'shop/default',
  'shop/app',
  'shop/deployer',
);

/** What the charts add to the roles that Kubernetes has for users. */
const userRoles = kubernetesCluster({
  clusterRoles: [
    added('cert-manager-view', 'view', rule(read, 'certificates,issuers', of('cert-manager.io'))),
    added('cert-manager-edit', 'edit', rule(write, 'certificates,issuers', of('cert-manager.io'))),
    added(
      'external-secrets-view',
      'view',
      rule(read, 'externalsecrets,secretstores,pushsecrets', of('external-secrets.io')),
    ),
    added(
      'external-secrets-edit',
      'edit',
      rule(write, 'externalsecrets,secretstores,pushsecrets', of('external-secrets.io')),
    ),
    added('flux-view-flux-system', 'view', rule(read, '*', of('kustomize.toolkit.fluxcd.io'))),
    added('flux-edit-flux-system', 'edit', rule(write, '*', of('kustomize.toolkit.fluxcd.io'))),
    added(
      'system:metrics-server-aggregated-reader',
      'view',
      rule(read, 'pods', of('metrics.k8s.io')),
    ),
    added('karpenter-admin', 'admin', rule(`${read},${write}`, 'nodepools', of('karpenter.sh'))),
  ],
});

function of(group: string) {
  return { apiGroups: [group] };
}

function added(name: string, to: string, ...rules: RbacRole['rules']): RbacRole {
  const labels = { [`rbac.authorization.k8s.io/aggregate-to-${to}`]: 'true' };
  return { ...clusterRole(name, ...rules), labels };
}

const mutatingWebhooks: readonly WebhookConfiguration[] = [
  webhooks('pod-identity-webhook', 'pods', { url: 'https://127.0.0.1:23443/mutate' }),
  webhooks('aws-load-balancer-webhook', 'pods', {
    service: { namespace: 'kube-system', name: 'aws-load-balancer-webhook-service' },
  }),
  webhooks(
    'cert-manager-webhook',
    'certificaterequests',
    {
      service: { namespace: 'cert-manager', name: 'cert-manager-webhook' },
    },
    'cert-manager.io',
  ),
  webhooks('amazon-cloudwatch-observability-mutating-webhook-configuration', 'pods', {
    service: {
      namespace: 'amazon-cloudwatch',
      name: 'amazon-cloudwatch-observability-webhook-service',
    },
  }),
];

function webhooks(
  name: string,
  resource: string,
  called: Pick<WebhookConfiguration['webhooks'][number], 'url' | 'service'>,
  apiGroup = '',
): WebhookConfiguration {
  const asked = {
    operations: ['CREATE'],
    apiGroups: [apiGroup],
    resources: [resource],
    scope: '*',
  };
  return {
    name,
    labels: {},
    webhooks: [{ name: `${name}.example.com`, ...called, rules: [asked] }],
  };
}

function ofFlux(): readonly KnownFact[] {
  const shop = source({ namespace: 'shop', name: 'app' });
  return [
    known(factKeys.fluxDeployments(payments), fluxDeployments),
    known(factKeys.fluxInstances(payments), []),
    known(factKeys.fluxReconcilers(payments, 'kustomizations'), [
      kustomization({ namespace: 'flux-system', name: 'flux-system' }),
      kustomization({ namespace: 'shop', name: 'app', serviceAccountName: 'deployer' }),
    ]),
    known(factKeys.fluxReconcilers(payments, 'helmreleases'), []),
    known(factKeys.fluxSources(payments, 'gitrepositories'), [
      shop,
      source({ namespace: 'flux-system', name: 'flux-system', url: 'ssh://git@example.com/fleet' }),
    ]),
    ...(['ocirepositories', 'buckets', 'helmrepositories', 'helmcharts'] as const).map((type) =>
      known(factKeys.fluxSources(payments, type), []),
    ),
    known(factKeys.fluxReceivers(payments), [
      { namespace: 'flux-system', name: 'push', type: 'github', secretRef: 'hook', resources: [] },
    ]),
  ];
}

const noCrossNamespaceRefs = '--no-cross-namespace-refs=true';

const fluxDeployments: readonly Deployment[] = [
  controller('source-controller'),
  controller(
    'kustomize-controller',
    noCrossNamespaceRefs,
    '--no-remote-bases=true',
    '--default-service-account=deployer',
  ),
  controller('helm-controller', noCrossNamespaceRefs, '--default-service-account=deployer'),
  controller('notification-controller', noCrossNamespaceRefs),
  controller('image-reflector-controller', noCrossNamespaceRefs),
  controller('image-automation-controller', noCrossNamespaceRefs),
];

function ofArgoCd(): readonly KnownFact[] {
  const destination = { server: 'https://kubernetes.default.svc', namespace: 'shop' };
  const repository = 'https://git.example.com/shop';
  return [
    known(factKeys.argoProjects(payments), [
      {
        namespace: 'argocd',
        name: 'shop',
        sourceRepos: [repository],
        destinations: [destination],
        sourceNamespaces: [],
        clusterResourceWhitelist: [],
        clusterResourceBlacklist: [],
      },
    ]),
    known(factKeys.argoApplications(payments), [
      {
        namespace: 'argocd',
        name: 'shop',
        project: 'shop',
        destination,
        repositories: [repository],
      },
    ]),
  ];
}

function ofExternalSecrets(): readonly KnownFact[] {
  const forShop = { namespaces: ['shop'], namespaceRegexes: [] };
  const own = { serviceAccountRef: { namespace: 'shop', name: 'app' } };
  return [
    known(factKeys.secretStores(payments, 'secretstores'), []),
    known(factKeys.secretStores(payments, 'clustersecretstores'), [
      clusterStore({ conditions: [forShop] }, own),
    ]),
    known(factKeys.externalSecrets(payments, 'externalsecrets'), [
      {
        kind: 'ExternalSecret',
        namespace: 'shop',
        name: 'app',
        stores: [{ kind: 'ClusterSecretStore', name: 'aws' }],
        secret: 'app',
        refreshInterval: '1h',
      },
    ]),
    known(factKeys.externalSecrets(payments, 'clusterexternalsecrets'), []),
    known(factKeys.externalSecrets(payments, 'pushsecrets'), []),
    known(factKeys.secretProviderClasses(payments), []),
  ];
}

function namespace(name: string) {
  return { name, labels: { 'kubernetes.io/metadata.name': name } };
}

/** Of objects that several bring, the first. */
function joined(...clusters: readonly KubernetesCluster[]): KubernetesCluster {
  return {
    namespaces: clusters.flatMap(({ namespaces }) => namespaces),
    roles: clusters.flatMap(({ roles }) => roles),
    clusterRoles: [
      ...new Map(
        clusters
          .flatMap(({ clusterRoles }) => clusterRoles)
          .toReversed()
          .map((each) => [each.name, each]),
      ).values(),
    ],
    roleBindings: clusters.flatMap(({ roleBindings }) => roleBindings),
    clusterRoleBindings: clusters.flatMap(({ clusterRoleBindings }) => clusterRoleBindings),
    serviceAccounts: clusters.flatMap(({ serviceAccounts }) => serviceAccounts),
  };
}
