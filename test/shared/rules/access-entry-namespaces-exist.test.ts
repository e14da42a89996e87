import type { AssociatedAccessPolicy } from '../../../shared/model/access-entry.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { accessEntryNamespacesExist } from '../../../shared/rules/access-entry-namespaces-exist.ts';
import { accessEntry, ci, entryWith, namespaces, policy, wholeCluster } from '../../support/eks.ts';
import { denied, gone, known } from '../../support/facts.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const payments = { region: 'eu-west-1', name: 'payments' };
const key = factKeys.namespaces(payments);
const view = (...scope: readonly string[]) => policy('AmazonEKSViewPolicy', namespaces(...scope));
const odd = policy('AmazonEKSViewPolicy', { type: 'label', namespaces: ['gone'] });

testRule(accessEntryNamespacesExist, {
  compliant: {
    'an entry without access policies': holding(),
    'an entry whose policies are gone': {
      subject: accessEntry(ci),
      known: { facts: [gone(factKeys.accessPolicies(payments, ci))] },
    },
    'the whole cluster': holding(policy('AmazonEKSViewPolicy', wholeCluster)),
    'namespaces that exist, by name and by pattern': holding(view('web', 'team-*', '*')),
  },
  nonCompliant: {
    'a namespace and a pattern that are free, beside one that exists': {
      given: holding(view('web', 'webs', 'old-*')),
      reports: [
        {
          message: `${ci} holds AmazonEKSViewPolicy over old-*, webs of payments in eu-west-1, which no namespace there is called.`,
          evidence: {
            principalArn: ci,
            policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
            accessScope: { type: 'namespace', namespaces: ['old-*', 'web', 'webs'] },
            missing: ['old-*', 'webs'],
          },
          key: 'AmazonEKSViewPolicy',
          command: `aws eks associate-access-policy --cluster-name payments --principal-arn ${ci} --policy-arn arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy --access-scope type=namespace,namespaces=web --region eu-west-1`,
        },
      ],
    },
    'a policy whose ARN is of an unknown shape': {
      given: holding({ policyArn: 'view', accessScope: namespaces('gone') }),
      reports: [
        {
          message: `${ci} holds view over gone of payments in eu-west-1, which no namespace there is called.`,
          evidence: {
            principalArn: ci,
            policyArn: 'view',
            accessScope: { type: 'namespace', namespaces: ['gone'] },
            missing: ['gone'],
          },
          key: 'view',
          command: `aws eks disassociate-access-policy --cluster-name payments --principal-arn ${ci} --policy-arn view --region eu-west-1`,
        },
      ],
    },
    'nothing that exists': {
      given: holding(view('gone')),
      reports: [
        {
          message: `${ci} holds AmazonEKSViewPolicy over gone of payments in eu-west-1, which no namespace there is called.`,
          evidence: {
            principalArn: ci,
            policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
            accessScope: { type: 'namespace', namespaces: ['gone'] },
            missing: ['gone'],
          },
          key: 'AmazonEKSViewPolicy',
          command: `aws eks disassociate-access-policy --cluster-name payments --principal-arn ${ci} --policy-arn arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy --region eu-west-1`,
        },
      ],
    },
  },
  notApplicable: {
    'a cluster that nobody looked into': {
      given: entryWith(ci, [view('web')]),
      because: 'nobody looked into payments in eu-west-1',
    },
  },
  insufficientData: {
    'a cluster whose namespaces could not be read': {
      given: entryWith(ci, [view('web')], { facts: [denied(key)] }),
      because: 'k8s-namespaces eu-west-1/payments: AccessDenied',
    },
    'a scope of a type that is not known': {
      given: holding(odd),
      because:
        'access scope type label of arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy is not known',
    },
  },
});

/** In a cluster that has the namespaces web and team-a. */
function holding(...policies: readonly AssociatedAccessPolicy[]): Given<'accessEntry'> {
  const existing = ['web', 'team-a'].map((name) => ({ name, labels: {} }));
  return entryWith(ci, policies, { facts: [known(key, existing)] });
}
