import { describe, expect, it } from 'vitest';
import { accessPolicyPowers } from '../../../shared/access/access-policy-powers.ts';
import { accessPolicyRules } from '../../../shared/access/access-policy-rules.ts';
import { readQuestion } from '../../../shared/kubernetes/question.ts';
import { ruleAllows } from '../../../shared/kubernetes/rule-allows.ts';

function allows(policy: string, verb: string, target: string): boolean {
  const question = readQuestion(verb, target, undefined);
  if (typeof question === 'string') throw new Error(question);
  return (accessPolicyRules.get(policy) ?? []).some((rule) => ruleAllows(rule, question.request));
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
  ])('%s does not allow %s of %s', (policy, verb, target) => {
    expect(allows(policy, verb, target)).toBe(false);
  });

  it('with rules reads Secrets exactly where its powers say so', () => {
    const powers = [...accessPolicyRules.keys()].map((name) => [
      name,
      accessPolicyPowers.get(name)?.readsSecrets,
    ]);
    const rules = [...accessPolicyRules.keys()].map((name) => [
      name,
      allows(name, 'get', 'secrets') || allows(name, 'list', 'secrets'),
    ]);
    expect(powers).toEqual(rules);
  });
});
