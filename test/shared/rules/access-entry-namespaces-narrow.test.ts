import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { accessEntryNamespacesNarrow } from '../../../shared/rules/access-entry-namespaces-narrow.ts';
import { capability, clusterParts } from '../../support/cluster-parts.ts';
import { accessEntry, ci, entryWith, namespaces, policy, wholeCluster } from '../../support/eks.ts';
import { testRule } from '../../support/test-rule.ts';

const view = (...scope: readonly string[]) => policy('AmazonEKSViewPolicy', namespaces(...scope));
const argoCd = policy('AmazonEKSArgoCDPolicy', namespaces('argo*', '*-system'));
const odd = policy('AmazonEKSViewPolicy', { type: 'label', namespaces: ['*'] });
const serviceLinked =
  'arn:aws:iam::012345678901:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS';

testRule(accessEntryNamespacesNarrow, {
  compliant: {
    'an entry without access policies': entryWith(ci, []),
    'namespaces by name and by the pattern of a team': entryWith(ci, [view('web', 'payments-*')]),
    'a sensitive namespace by its own name': entryWith(ci, [view('kube-system')]),
    'a name that only a configured pattern makes sensitive': entryWith(ci, [view('team-vault')], {
      config: { sensitiveNamespaces: ['*-vault'] },
    }),
    'the whole cluster, which is no pattern': entryWith(ci, [
      policy('AmazonEKSViewPolicy', wholeCluster),
    ]),
    'a declared cluster admin': entryWith(ci, [view('*')], {
      config: { clusterAdmins: [{ kind: 'exact', principal: ci }] },
    }),
    'the scope that EKS gives its own capability': entryWith(ci, [argoCd], {
      facts: clusterParts({ capabilities: [capability({ roleArn: ci })] }),
    }),
  },
  nonCompliant: {
    'every namespace': {
      given: entryWith(ci, [view('web', '*')]),
      reports: [isWide('AmazonEKSViewPolicy', ['*', 'web'], '*', 'every namespace', 'web')],
    },
    'every namespace in two ways, with nothing sensitive configured': {
      given: entryWith(ci, [view('**', '*')], { config: { sensitiveNamespaces: [] } }),
      reports: [isWide('AmazonEKSViewPolicy', ['*', '**'], '*, **', 'every namespace')],
    },
    'a pattern that matches a sensitive namespace': {
      given: entryWith(ci, [view('kube-*')]),
      reports: [isWide('AmazonEKSViewPolicy', ['kube-*'], 'kube-*', 'kube-system')],
    },
    'two patterns beside a good one': {
      given: entryWith(ci, [view('web-*', 'kube-*', 'flux*')]),
      reports: [
        isWide(
          'AmazonEKSViewPolicy',
          ['flux*', 'kube-*', 'web-*'],
          'flux*, kube-*',
          'flux-system, kube-system',
          'web-*',
        ),
      ],
    },
    'a pattern that overlaps a configured pattern': {
      given: entryWith(ci, [view('team-*')], { config: { sensitiveNamespaces: ['*-vault'] } }),
      reports: [isWide('AmazonEKSViewPolicy', ['team-*'], 'team-*', '*-vault')],
    },
    'each policy by itself': {
      given: entryWith(ci, [view('kube-*'), policy('AmazonEKSEditPolicy', namespaces('*'))]),
      reports: [
        isWide('AmazonEKSViewPolicy', ['kube-*'], 'kube-*', 'kube-system'),
        isWide('AmazonEKSEditPolicy', ['*'], '*', 'every namespace'),
      ],
    },
    'a policy of capabilities on a role that no capability has': {
      given: entryWith(ci, [argoCd], {
        facts: clusterParts({ capabilities: [capability({ roleArn: `${ci}-2` })] }),
      }),
      reports: [
        isWide(
          'AmazonEKSArgoCDPolicy',
          ['*-system', 'argo*'],
          '*-system',
          'flux-system, kube-system',
          'argo*',
        ),
      ],
    },
  },
  notApplicable: {
    'a service-linked role': {
      given: entryWith(serviceLinked, [view('*')]),
      because: 'AWS keeps service-linked roles',
    },
  },
  insufficientData: {
    'an entry whose access policies were not read': {
      given: { subject: accessEntry(ci), known: {} },
      because: `access-policies eu-west-1/payments ${ci}: not read yet`,
    },
    'a scope type that is not known': {
      given: entryWith(ci, [odd]),
      because: `access scope type label of ${odd.policyArn} is not known`,
    },
    'a policy of capabilities where the capabilities were not read': {
      given: entryWith(ci, [argoCd]),
      because: `${factKeys.capabilities({ region: 'eu-west-1', name: 'payments' })}: not read yet`,
    },
  },
});

function isWide(
  name: string,
  scope: readonly string[],
  patterns: string,
  takesIn: string,
  rest = 'NAMESPACE',
): Violation {
  const policyArn = `arn:aws:eks::aws:cluster-access-policy/${name}`;
  const quoted = rest.includes('*');
  const scopeArgument = `type=namespace,namespaces=${rest}`;
  return {
    key: name,
    message: `${ci} holds ${name} over ${patterns} of payments in eu-west-1, which takes in ${takesIn}.`,
    evidence: {
      principalArn: ci,
      policyArn,
      accessScope: { type: 'namespace', namespaces: [...scope] },
    },
    command: `aws eks associate-access-policy --cluster-name payments --principal-arn ${ci} --policy-arn ${policyArn} --access-scope ${quoted ? `'${scopeArgument}'` : scopeArgument} --region eu-west-1`,
  };
}
