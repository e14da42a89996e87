import { statementJson } from '../iam/statement-json.ts';
import { trustsWorkloads } from '../iam/workload-trust.ts';
import { factKeys } from '../model/fact-key.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import { defineRule, notApplicable } from './rule.ts';

export const irsaTrustRoomLeft = defineRule({
  id: 'irsa-trust-room-left',
  subject: 'role',
  severity: 'LOW',
  title: 'Trust policy has little room for one more workload',
  requires:
    "The trust policy of a role for EKS workloads takes at most 90 % of the account's quota for it, counted without white space, single values outside lists.",
  because:
    'When the next cluster or service account does not fit, somebody replaces names by a wildcard instead.',
  remedy:
    'Split the role by workload, use Pod Identity, whose trust policy does not grow, or ask for a higher quota: IAM allows up to 8,192 characters.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
  ],
  controls: { owasp: ['K03'] },

  *check(role, facts) {
    const trust = facts.get(factKeys.trustPolicy(role.arn));
    const ways = trust === undefined ? [] : trustsWorkloads(trust);
    if (trust === undefined || !ways.some(({ kind }) => kind === 'irsa')) {
      return notApplicable('it lets in no tokens of an EKS cluster');
    }
    const quota = facts.get(factKeys.accountSummary())?.assumeRolePolicySizeQuota;
    if (quota === undefined) return notApplicable('the account has no quota for trust policies');
    const size = sizeOf(trust);
    if (size > quota * 0.9) {
      yield {
        message: `The trust policy of ${role.arn} takes ${size} of ${quota} characters.`,
        evidence: { roleArn: role.arn, size, quota },
        // How full it is changes with every edit, that it is full does not.
        fingerprint: { roleArn: role.arn, quota },
      };
    }
    return undefined;
  },
});

/** The document as its owner would write it shortest; what lists of one value and numbers in quotes add is not seen. */
function sizeOf({ version, id, statements }: PolicyDocument): number {
  return JSON.stringify({ Version: version, Id: id, Statement: statements.map(statementJson) })
    .length;
}
