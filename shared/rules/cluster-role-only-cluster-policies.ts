import { isClusterNeed, isClusterPolicy } from '../access/cluster-role-needs.ts';
import { unread } from '../access/facts.ts';
import { holderOf } from '../access/holder.ts';
import { updateAssumeRolePolicy } from '../access/remedy-commands.ts';
import { roleDocuments } from '../access/role-documents.ts';
import { surplusActions } from '../access/surplus-actions.ts';
import { surplusEvidence, surplusRemedy, surplusText } from '../access/surplus-violation.ts';
import { trustedBeside } from '../iam/trusted-services.ts';
import { parseIamArn } from '../model/arn.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Json } from '../model/json.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const clusterRoleOnlyClusterPolicies = defineRule({
  id: 'cluster-role-only-cluster-policies',
  subject: 'cluster',
  severity: 'MEDIUM',
  title: 'The role of a cluster is more than a role of a cluster',
  requires:
    'The IAM role of a cluster trusts eks.amazonaws.com alone, and holds the policies that AWS makes for clusters and Auto Mode. Beside them it may look at the network, write metrics, use keys by name and tag what Auto Mode makes.',
  because:
    'Whoever else may assume the role owns the network interfaces, volumes and load balancers of the cluster, and what else the role may do is watched by nobody.',
  remedy: 'Take the surplus off, and let the others have a role of their own.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004'] },

  *check({ roleArn, name, region }, facts) {
    if (roleArn === undefined) return undecided('EKS did not name the role of the cluster');
    const roleName = parseIamArn(roleArn)?.name ?? roleArn;
    const of = `${roleArn}, the role of cluster ${name} in ${region},`;
    const trust = facts.orIncomplete(() => facts.get(factKeys.trustPolicy(roleArn)));
    const others =
      trust === unread || trust === undefined ? [] : trustedBeside(trust.statements, eks);
    if (others.length > 0) {
      yield {
        message: `${of} trusts others than EKS: ${others.join(', ')}.`,
        evidence: { roleArn, trusted: others },
        key: 'trust',
        command: updateAssumeRolePolicy(roleName, trustInEks),
      };
    }
    const holder = holderOf(facts, roleArn);
    if (holder === undefined) return notApplicable('the role does not exist');
    const policies = roleDocuments(facts, roleArn).filter(
      (policy) => !('arn' in policy && isClusterPolicy(policy.arn)),
    );
    const surplus = surplusActions(holder, policies, isClusterNeed);
    if (surplus.length === 0) return undefined;
    yield {
      message: `${of} may do more than a cluster needs: ${surplusText(surplus)}.`,
      evidence: { roleArn, statements: surplusEvidence(surplus) },
      key: 'permissions',
      command: surplusRemedy(roleName, surplus),
    };
    return undefined;
  },
});

const eks = 'eks.amazonaws.com';

/** https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html */
const trustInEks: Json = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: eks },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    },
  ],
};
