import type { PolicyRule } from '../model/kubernetes.ts';
import { type PolicyRuleRow, ruleOfRow } from './policy-rule-row.ts';

const read = 'get list watch';
const write = 'create delete deletecollection patch update';
const extensions = 'daemonsets deployments deployments/scale ingresses networkpolicies replicasets';
const scales = 'replicasets/scale replicationcontrollers/scale';

const view: readonly PolicyRuleRow[] = [
  [
    'apps',
    read,
    'controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status',
  ],
  ['autoscaling', read, 'horizontalpodautoscalers horizontalpodautoscalers/status'],
  ['batch', read, 'cronjobs cronjobs/status jobs jobs/status'],
  ['discovery.k8s.io', read, 'endpointslices'],
  [
    'extensions',
    read,
    `${extensions} ${scales} daemonsets/status deployments/status ingresses/status replicasets/status`,
  ],
  ['networking.k8s.io', read, 'ingresses ingresses/status networkpolicies'],
  ['policy', read, 'poddisruptionbudgets poddisruptionbudgets/status'],
  [
    'core',
    read,
    'configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status',
  ],
  [
    'core',
    read,
    'bindings events limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status',
  ],
  ['core', read, 'namespaces'],
];

const edit: readonly PolicyRuleRow[] = [
  ...view,
  [
    'apps',
    write,
    'daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale',
  ],
  ['autoscaling', write, 'horizontalpodautoscalers'],
  ['batch', write, 'cronjobs jobs'],
  ['extensions', write, `${extensions} ${scales} deployments/rollback`],
  ['networking.k8s.io', write, 'ingresses networkpolicies'],
  ['policy', write, 'poddisruptionbudgets'],
  ['core', read, 'pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy'],
  ['core', write, 'pods pods/attach pods/exec pods/portforward pods/proxy'],
  [
    'core',
    write,
    'configmaps events persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy',
  ],
  ['core', 'impersonate', 'serviceaccounts'],
];

const rows: Readonly<Record<string, readonly PolicyRuleRow[]>> = {
  AmazonEKSAdminPolicy: [
    ...edit,
    ['authorization.k8s.io', 'create', 'localsubjectaccessreviews'],
    ['rbac.authorization.k8s.io', `${read} ${write}`, 'rolebindings roles'],
  ],
  AmazonEKSEditPolicy: edit,
  AmazonEKSViewPolicy: view,
  AmazonEKSAdminViewPolicy: [['*', read, '*']],
  AmazonEKSSecretReaderPolicy: [['core', read, 'secrets']],
  AmazonEKSSecretAdminPolicy: [['core', '*', 'secrets']],
  AmazonEKSHybridPolicy: [['*', 'list', 'nodes']],
  AmazonEKSPodIdentityPolicy: [['core', 'list', 'pods']],
  // https://docs.aws.amazon.com/r53recovery/latest/dg/eks-resource-scaling-block.html
  AmazonARCRegionSwitchScalingPolicy: [
    ['*', 'get update', '*/scale'],
    ['*', 'get', '*/status'],
    ['autoscaling', 'get patch', 'horizontalpodautoscalers'],
  ],
  AWSBackupFullAccessPolicyForBackup: [['*', 'get list', '*']],
  AWSBackupFullAccessPolicyForRestore: [
    ['*', 'create get list', '*'],
    ['rbac.authorization.k8s.io', 'bind create escalate update', 'clusterroles roles'],
  ],
};

/** Nothing is refused, neither objects nor paths. */
export const everything: PolicyRule = {
  verbs: ['*'],
  apiGroups: ['*'],
  resources: ['*'],
  resourceNames: [],
  nonResourceURLs: ['*'],
};

/**
 * The rules of access policies whose every rule AWS publishes, by policy name.
 * https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
export const accessPolicyRules: ReadonlyMap<string, readonly PolicyRule[]> = new Map([
  ['AmazonEKSClusterAdminPolicy', [everything]],
  ...Object.entries(rows).map(([name, all]) => [name, all.map(ruleOfRow)] as const),
]);
