import type { PolicyRule } from '../model/kubernetes.ts';
import { type PolicyRuleRow, ruleOfRow } from './policy-rule-row.ts';

const webhooks = 'mutatingwebhookconfigurations validatingwebhookconfigurations';

/** Only what the text says beyond doubt: a rule about "specific" or "related" objects is left out. */
const rows: Readonly<Record<string, readonly PolicyRuleRow[]>> = {
  AmazonEKSACKPolicy: [
    ['apiextensions.k8s.io', '*', 'customresourcedefinitions'],
    ['core', 'get list watch', 'namespaces'],
    // Three of the API groups of all services.
    ['eks.services.k8s.aws', '*', '*'],
    ['iam.services.k8s.aws', '*', '*'],
    ['secretsmanager.services.k8s.aws', '*', '*'],
  ],
  AmazonEKSArgoCDClusterPolicy: [
    ['apiextensions.k8s.io', 'create', 'customresourcedefinitions'],
    ['core', 'create delete get patch update', 'namespaces'],
  ],
  AmazonEKSArgoCDPolicy: [
    ['argoproj.io', '*', 'applications applicationsets appprojects'],
    ['core', '*', 'secrets'],
    ['core', 'get', 'configmaps'],
  ],
  AmazonEKSKROPolicy: [
    ['apiextensions.k8s.io', '*', 'customresourcedefinitions'],
    ['kro.run', '*', '*'],
  ],
  AmazonEKSBlockStorageClusterPolicy: [
    ['core', 'create delete list patch update watch', 'persistentvolumes'],
    ['core', 'list update watch', 'persistentvolumeclaims'],
    ['core', 'patch', 'persistentvolumeclaims/status'],
  ],
  AmazonEKSComputePolicy: [['coordination.k8s.io', 'get watch', 'leases']],
  AmazonEKSComputeClusterPolicy: [
    ['apiextensions.k8s.io', 'create', 'customresourcedefinitions'],
    ['apps', 'list watch', 'daemonsets deployments replicasets statefulsets'],
    ['core', 'create', 'pods/eviction'],
    ['core', 'delete', 'pods'],
    ['core', 'delete patch update', 'nodes'],
  ],
  AmazonEKSLoadBalancingClusterPolicy: [
    ['admissionregistration.k8s.io', 'create get', webhooks],
    ['apiextensions.k8s.io', 'create get', 'customresourcedefinitions'],
    ['core', 'create patch', 'events'],
    ['core', 'get', 'endpoints namespaces nodes pods'],
    ['core', 'update', 'pods/status'],
  ],
  AmazonEKSNetworkingClusterPolicy: [
    ['apiextensions.k8s.io', 'create get', 'customresourcedefinitions'],
    ['core', 'create patch', 'events'],
    ['core', 'get', 'pods'],
  ],
};

/**
 * Rules of access policies that AWS describes in words or by groups of APIs, so that they hold more than is listed here.
 * A policy that is neither here nor in `accessPolicyRules` has rules that are not public: the policies of node and Auto
 * Mode components (AutoNode, BlockStorage, LoadBalancing, Networking, ClusterInsights) are only hinted at, those of
 * other services (EMR, SageMaker HyperPod, AIOps, DevOps Agent, Event) are not described at all.
 * https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
export const accessPolicyRulesInPart: ReadonlyMap<string, readonly PolicyRule[]> = new Map(
  Object.entries(rows).map(([name, all]) => [name, all.map(ruleOfRow)]),
);
