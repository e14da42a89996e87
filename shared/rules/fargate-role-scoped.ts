import { type Facts, unread } from '../access/facts.ts';
import { holderOf } from '../access/holder.ts';
import { isPodExecutionNeed } from '../access/pod-execution-needs.ts';
import { updateAssumeRolePolicy } from '../access/remedy-commands.ts';
import { roleDocuments } from '../access/role-documents.ts';
import { surplusActions } from '../access/surplus-actions.ts';
import { surplusEvidence, surplusRemedy, surplusText } from '../access/surplus-violation.ts';
import { watchedClusters } from '../access/watched-clusters.ts';
import { decideAssumeRole } from '../iam/assume-role.ts';
import { isOnKey } from '../iam/condition-key.ts';
import { contextOf } from '../iam/context.ts';
import { statementEvidence } from '../iam/evidence.ts';
import { editedTrust, otherPrincipals, principalsOf } from '../iam/trust-edit.ts';
import type { Account } from '../model/account.ts';
import { parseIamArn } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { PolicyDocument, Statement } from '../model/policy-document.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule, notApplicable } from './rule.ts';

export const fargateRoleScoped = defineRule({
  id: 'fargate-role-scoped',
  subject: 'fargateProfile',
  severity: 'MEDIUM',
  title: 'A Fargate pod execution role may do more than it needs',
  requires:
    'A pod execution role may pull images and send logs and nothing else, and trusts the service of Fargate pods only for profiles of this account. LOW where the trust alone is wide.',
  because:
    'The role works for every pod of the profile, so what it may do beyond that belongs to no workload and is watched by nobody.',
  remedy:
    'Give workloads roles of their own by IRSA, take the surplus off, and hold the trust to the Fargate profiles of the cluster by aws:SourceArn.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-execution-role.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004'] },

  *check({ cluster, profile: { podExecutionRoleArn: roleArn, name } }, facts) {
    const role: PodExecutionRole = {
      arn: roleArn,
      name: parseIamArn(roleArn)?.name ?? roleArn,
      text: `${roleArn}, the role of Fargate profile ${name} of ${cluster.name} in ${cluster.region},`,
    };
    const trust = facts.orIncomplete(() => facts.get(factKeys.trustPolicy(roleArn)));
    if (trust !== unread && trust !== undefined)
      yield* trustViolations(role, trust, facts, cluster);
    const holder = holderOf(facts, roleArn);
    if (holder === undefined) return notApplicable('the role does not exist');
    const surplus = surplusActions(holder, roleDocuments(facts, roleArn), isPodExecutionNeed);
    if (surplus.length === 0) return undefined;
    yield {
      message: `${role.text} may do more than pull images and send logs: ${surplusText(surplus)}.`,
      evidence: { roleArn, statements: surplusEvidence(surplus) },
      key: 'permissions',
      command: surplusRemedy(role.name, surplus),
    };
    return undefined;
  },
});

interface PodExecutionRole {
  readonly arn: string;
  readonly name: string;
  /** As the beginning of a sentence. */
  readonly text: string;
}

const fargate = 'eks-fargate-pods.amazonaws.com';

/** One where the trust would also serve EKS that asks for a profile of an account which it does not name. */
function* trustViolations(
  role: PodExecutionRole,
  document: PolicyDocument,
  facts: Facts,
  cluster: ClusterRef,
): Iterable<Violation> {
  const { account } = facts;
  const stranger = { ...account, accountId: 'another-acct' };
  const { outcome, deciding } = decideAssumeRole({
    trust: { name: 'trust policy', document },
    roleArn: role.arn,
    caller: { type: 'Service', service: fargate },
    action: 'sts:AssumeRole',
    context: contextOf({
      'aws:SourceArn': profilesOf(stranger, cluster),
      'aws:SourceAccount': stranger.accountId,
    }),
  });
  if (outcome === 'denied') return;
  yield {
    message: `${role.text} trusts EKS whichever account's Fargate profile it works for.`,
    evidence: { roleArn: role.arn, statements: statementEvidence(deciding) },
    key: 'trust',
    severity: 'LOW',
    command: updateAssumeRolePolicy(
      role.name,
      editedTrust(
        document,
        deciding.map(({ source }) => source),
        (statement) => heldTo(statement, profilesWith(facts, role.arn)),
      ),
    ),
  };
}

function profilesOf({ partition, accountId }: Account, { region, name }: ClusterRef): string {
  return `arn:${partition}:eks:${region}:${accountId}:fargateprofile/${name}/*`;
}

/** Of every cluster that uses the role; of the whole account where that was not read, so that no profile is shut out. */
function profilesWith(facts: Facts, roleArn: string): readonly string[] {
  const clusters = facts.ifRead(() =>
    watchedClusters(facts).filter((cluster) =>
      facts
        .list(factKeys.fargateProfiles(cluster))
        .some(
          (name) =>
            facts.get(factKeys.fargateProfile(cluster, name))?.podExecutionRoleArn === roleArn,
        ),
    ),
  );
  const every = [{ region: '*', name: '*' }];
  const used = clusters === unread || clusters.length === 0 ? every : clusters;
  return used.map((cluster) => profilesOf(facts.account, cluster)).toSorted();
}

/**
 * Whom else the statement names keeps it as it was.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-execution-role.html#check-pod-execution-role
 */
function heldTo(statement: Statement, profiles: readonly string[]): readonly Statement[] {
  const { sid, conditions, ...rest } = statement;
  const held: Statement = {
    ...rest,
    principals: principalsOf('Service', fargate),
    conditions: [
      ...conditions.filter((condition) => !isOnKey(condition, sourceArn)),
      { operator: 'ArnLike', key: sourceArn, values: profiles },
    ],
  };
  const others = otherPrincipals(statement.principals, 'Service', [fargate]);
  return others === undefined
    ? [{ ...held, ...(sid !== undefined && { sid }) }]
    : [held, { ...statement, principals: others }];
}

const sourceArn = 'aws:SourceArn';
