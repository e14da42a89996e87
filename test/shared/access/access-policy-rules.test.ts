import { describe, expect, it } from 'vitest';
import { accessPolicyPowers } from '../../../shared/access/access-policy-powers.ts';
import { accessPolicyRules } from '../../../shared/access/access-policy-rules.ts';
import { accessPolicyRulesInPart } from '../../../shared/access/access-policy-rules-in-part.ts';
import { readQuestion } from '../../../shared/kubernetes/question.ts';
import { ruleAllows } from '../../../shared/kubernetes/rule-allows.ts';

function allows(policy: string, verb: string, target: string): boolean {
  const question = readQuestion(verb, target, undefined);
  if (typeof question === 'string') throw new Error(question);
  const rules = accessPolicyRules.get(policy) ?? accessPolicyRulesInPart.get(policy) ?? [];
  return rules.some((rule) => ruleAllows(rule, question.request));
}

describe('an access policy', () => {
  it.each([
    ['AmazonEKSClusterAdminPolicy', 'escalate', 'clusterroles'],
    ['AmazonEKSClusterAdminPolicy', 'get', '/metrics'],
    ['AmazonEKSAdminPolicy', 'update', 'rolebindings'],
    ['AmazonEKSAdminPolicy', 'get', 'secrets'],
    ['AmazonEKSAdminPolicy', 'create', 'localsubjectaccessreviews'],
    ['AmazonEKSEditPolicy', 'create', 'pods/exec'],
    ['AmazonEKSEditPolicy', 'get', 'pods/exec'],
    ['AmazonEKSEditPolicy', 'impersonate', 'serviceaccounts'],
    ['AmazonEKSEditPolicy', 'delete', 'secrets'],
    ['AmazonEKSEditPolicy', 'patch', 'deployments'],
    ['AmazonEKSViewPolicy', 'get', 'pods/log'],
    ['AmazonEKSViewPolicy', 'list', 'namespaces'],
    ['AmazonEKSViewPolicy', 'watch', 'configmaps'],
    ['AmazonEKSAdminViewPolicy', 'watch', 'secrets'],
    ['AmazonEKSAdminViewPolicy', 'list', 'widgets.example.com'],
    ['AmazonEKSSecretReaderPolicy', 'list', 'secrets'],
    ['AmazonEKSSecretAdminPolicy', 'patch', 'secrets'],
    ['AWSBackupFullAccessPolicyForBackup', 'get', 'secrets'],
    ['AWSBackupFullAccessPolicyForRestore', 'bind', 'clusterroles'],
    ['AWSBackupFullAccessPolicyForRestore', 'create', 'clusterrolebindings'],
    ['AmazonEKSHybridPolicy', 'list', 'nodes'],
    ['AmazonEKSPodIdentityPolicy', 'list', 'pods'],
    ['AmazonARCRegionSwitchScalingPolicy', 'update', 'deployments/scale'],
    ['AmazonARCRegionSwitchScalingPolicy', 'get', 'statefulsets/scale'],
    ['AmazonARCRegionSwitchScalingPolicy', 'get', 'pods/status'],
    ['AmazonARCRegionSwitchScalingPolicy', 'patch', 'horizontalpodautoscalers'],
    ['AmazonARCRegionSwitchScalingPolicy', 'get', 'horizontalpodautoscalers'],
    ['AmazonEKSACKPolicy', 'delete', 'customresourcedefinitions'],
    ['AmazonEKSACKPolicy', 'watch', 'namespaces'],
    ['AmazonEKSACKPolicy', 'create', 'roles.iam.services.k8s.aws'],
    ['AmazonEKSACKPolicy', 'create', 'accessentries.eks.services.k8s.aws'],
    ['AmazonEKSACKPolicy', 'delete', 'secrets.secretsmanager.services.k8s.aws'],
    ['AmazonEKSArgoCDClusterPolicy', 'create', 'customresourcedefinitions'],
    ['AmazonEKSArgoCDClusterPolicy', 'patch', 'namespaces'],
    ['AmazonEKSArgoCDPolicy', 'create', 'applications.argoproj.io'],
    ['AmazonEKSArgoCDPolicy', 'delete', 'applicationsets.argoproj.io'],
    ['AmazonEKSArgoCDPolicy', 'patch', 'appprojects.argoproj.io'],
    ['AmazonEKSArgoCDPolicy', 'get', 'secrets'],
    ['AmazonEKSArgoCDPolicy', 'get', 'configmaps'],
    ['AmazonEKSKROPolicy', 'update', 'customresourcedefinitions'],
    ['AmazonEKSKROPolicy', 'create', 'resourcegraphdefinitions.kro.run'],
    ['AmazonEKSBlockStorageClusterPolicy', 'create', 'persistentvolumes'],
    ['AmazonEKSBlockStorageClusterPolicy', 'update', 'persistentvolumeclaims'],
    ['AmazonEKSBlockStorageClusterPolicy', 'patch', 'persistentvolumeclaims/data/status'],
    ['AmazonEKSComputePolicy', 'get', 'leases'],
    ['AmazonEKSComputeClusterPolicy', 'create', 'customresourcedefinitions'],
    ['AmazonEKSComputeClusterPolicy', 'list', 'deployments'],
    ['AmazonEKSComputeClusterPolicy', 'create', 'pods/eviction'],
    ['AmazonEKSComputeClusterPolicy', 'delete', 'pods'],
    ['AmazonEKSComputeClusterPolicy', 'patch', 'nodes'],
    ['AmazonEKSLoadBalancingClusterPolicy', 'create', 'mutatingwebhookconfigurations'],
    ['AmazonEKSLoadBalancingClusterPolicy', 'get', 'validatingwebhookconfigurations'],
    ['AmazonEKSLoadBalancingClusterPolicy', 'get', 'customresourcedefinitions'],
    ['AmazonEKSLoadBalancingClusterPolicy', 'create', 'events'],
    ['AmazonEKSLoadBalancingClusterPolicy', 'get', 'pods'],
    ['AmazonEKSLoadBalancingClusterPolicy', 'update', 'pods/status'],
    ['AmazonEKSNetworkingClusterPolicy', 'create', 'customresourcedefinitions'],
    ['AmazonEKSNetworkingClusterPolicy', 'patch', 'events'],
    ['AmazonEKSNetworkingClusterPolicy', 'get', 'pods'],
  ])('%s allows %s of %s', (policy, verb, target) => {
    expect(allows(policy, verb, target)).toBe(true);
  });

  it.each([
    ['AmazonEKSAdminPolicy', 'escalate', 'roles'],
    ['AmazonEKSAdminPolicy', 'get', 'clusterroles'],
    ['AmazonEKSAdminPolicy', 'create', 'serviceaccounts/token'],
    ['AmazonEKSEditPolicy', 'get', 'rolebindings'],
    ['AmazonEKSEditPolicy', 'delete', 'namespaces'],
    ['AmazonEKSViewPolicy', 'get', 'secrets'],
    ['AmazonEKSViewPolicy', 'get', 'pods/exec'],
    ['AmazonEKSViewPolicy', 'get', 'nodes'],
    ['AmazonEKSViewPolicy', 'create', 'pods'],
    ['AmazonEKSAdminViewPolicy', 'get', '/metrics'],
    ['AmazonEKSAdminViewPolicy', 'delete', 'pods'],
    ['AmazonEKSSecretReaderPolicy', 'update', 'secrets'],
    ['AmazonEKSSecretAdminPolicy', 'get', 'configmaps'],
    ['AWSBackupFullAccessPolicyForBackup', 'watch', 'secrets'],
    ['AWSBackupFullAccessPolicyForRestore', 'delete', 'pods'],
    ['AmazonEKSEventPolicy', 'get', 'events'],
    ['AmazonEKSHybridPolicy', 'get', 'nodes'],
    ['AmazonEKSPodIdentityPolicy', 'get', 'pods'],
    ['AmazonARCRegionSwitchScalingPolicy', 'update', 'deployments'],
    ['AmazonARCRegionSwitchScalingPolicy', 'patch', 'deployments/scale'],
    ['AmazonARCRegionSwitchScalingPolicy', 'update', 'pods/status'],
    ['AmazonEKSACKPolicy', 'get', 'secrets'],
    ['AmazonEKSACKPolicy', 'create', 'namespaces'],
    ['AmazonEKSArgoCDClusterPolicy', 'delete', 'customresourcedefinitions'],
    ['AmazonEKSArgoCDClusterPolicy', 'get', 'secrets'],
    ['AmazonEKSArgoCDPolicy', 'update', 'configmaps'],
    ['AmazonEKSKROPolicy', 'create', 'deployments'],
    ['AmazonEKSComputePolicy', 'update', 'leases'],
    ['AmazonEKSComputeClusterPolicy', 'create', 'pods'],
    ['AmazonEKSLoadBalancingClusterPolicy', 'delete', 'mutatingwebhookconfigurations'],
    ['AmazonEKSNetworkingClusterPolicy', 'delete', 'customresourcedefinitions'],
  ])('%s does not allow %s of %s', (policy, verb, target) => {
    expect(allows(policy, verb, target)).toBe(false);
  });

  it('with rules reads Secrets exactly where its powers say so', () => {
    const named = [...accessPolicyRules.keys(), ...accessPolicyRulesInPart.keys()];
    const powers = named.map((name) => [name, accessPolicyPowers.get(name)?.readsSecrets]);
    const rules = named.map((name) => [
      name,
      allows(name, 'get', 'secrets') || allows(name, 'list', 'secrets'),
    ]);
    expect(powers).toEqual(rules);
  });

  it('has its rules in full or in part, never both', () => {
    const both = [...accessPolicyRules.keys()].filter((name) => accessPolicyRulesInPart.has(name));
    expect(both).toEqual([]);
  });

  it.each([
    'AIDevOpsAgentAccessPolicy',
    'AmazonAIOpsAssistantPolicy',
    'AmazonEKSAutoNodePolicy',
    'AmazonEKSBlockStoragePolicy',
    'AmazonEKSClusterInsightsPolicy',
    'AmazonEKSEventPolicy',
    'AmazonEKSLoadBalancingPolicy',
    'AmazonEKSNetworkingPolicy',
    'AmazonEMRJobPolicy',
    'AmazonSagemakerHyperpodClusterPolicy',
  ])('whose rules are not public gives none: %s', (name) => {
    expect([accessPolicyRules.has(name), accessPolicyRulesInPart.has(name)]).toEqual([
      false,
      false,
    ]);
  });
});
