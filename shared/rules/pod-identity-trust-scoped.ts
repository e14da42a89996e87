import { nobodysName } from '../access/almighty-caller.ts';
import { type AssociationUse, associationsOf } from '../access/association-uses.ts';
import { type Facts, unread } from '../access/facts.ts';
import { podIdentityContext } from '../access/pod-identity-session.ts';
import {
  heldToServiceAccount,
  letsPodIdentityIn,
  type PodIdentityUse,
  unknownUse,
} from '../access/pod-identity-trust.ts';
import { updateAssumeRolePolicy } from '../access/remedy-commands.ts';
import { isPrivileged } from '../access/role-dangers.ts';
import { decideAssumeRole } from '../iam/assume-role.ts';
import type { Decision } from '../iam/decision.ts';
import { conditionText } from '../iam/evidence.ts';
import { sortedStatement, statementJson } from '../iam/statement-json.ts';
import { withOneAllow } from '../iam/statements-of.ts';
import { podIdentityService } from '../iam/workload-trust.ts';
import { parseArn } from '../model/arn.ts';
import { clusterArn } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Condition, PolicyDocument, Statement } from '../model/policy-document.ts';
import type { Role } from '../model/principal.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule, notApplicable } from './rule.ts';

export const podIdentityTrustScoped = defineRule({
  id: 'pod-identity-trust-scoped',
  subject: 'trustStatement',
  severity: 'LOW',
  title: 'Any Pod Identity association may use a role',
  requires:
    'A trust in pods.eks.amazonaws.com is narrowed to cluster, namespace or service account by aws:RequestTag, or to a cluster by aws:SourceArn. For a role that fails no HIGH or CRITICAL permission rule, aws:SourceAccount or aws:SourceOrgID is enough; for one that does, this is MEDIUM. What EKS passes as aws:SourceArn is not documented (UNVERIFIED).',
  because:
    'Without it whoever may create an association on any cluster of the account, and pass the role, hands it to a service account of their choosing.',
  remedy:
    'Ask for the request tags eks-cluster-arn, kubernetes-namespace and kubernetes-service-account in the trust policy, once session tags are on for every association with the role.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004'] },

  *check({ role, statement }, facts) {
    if (!letsPodIdentityIn(statement)) return notApplicable('it does not let Pod Identity in');
    const document = facts.get(factKeys.trustPolicy(role.arn)) ?? { statements: [statement] };
    const alone = withOneAllow(document, statement);
    const here = decideFor(alone, role, facts.account.accountId, {});
    if (here.outcome === 'denied') return undefined;
    const elsewhere = decideFor(alone, role, strangerAccount, { 'aws:SourceOrgID': nobodysName });
    // Held to the account, it is an offence of a privileged role alone; otherwise that decides the severity.
    if (elsewhere.outcome === 'denied' && !isPrivileged(facts, role.arn)) return undefined;
    const privileged = facts.ifRead(() => isPrivileged(facts, role.arn)) === true;
    const quoted = here.conditions.filter(isOpenQuestion).map(conditionText);
    const only = quoted.length === 0 ? '' : `, if ${quoted.join(' and ')} allows it`;
    yield {
      message: `Any Pod Identity association of the account may hand out ${role.arn}${privileged ? ', which can do a great deal' : ''}${only}.`,
      evidence: { roleArn: role.arn, statement: statementJson(statement) },
      fingerprint: { roleArn: role.arn, statement: statementJson(sortedStatement(statement)) },
      ...(privileged && quoted.length === 0 && { severity: 'MEDIUM' as const }),
      ...remedyFor(role, document, statement, facts),
    };
    // Asked again without ifRead: where the policies are unread, the severity above is provisional.
    isPrivileged(facts, role.arn);
    return undefined;
  },
});

/** No account: ids are never made of nines alone. */
const strangerAccount = '999999999999';

/** A condition on the organization holds for every association of the account, whichever organization that is. */
function isOpenQuestion({ key }: Condition): boolean {
  return key.toLowerCase() !== 'aws:sourceorgid';
}

/** A service account that no policy can have meant. */
function decideFor(
  document: PolicyDocument,
  { arn }: Role,
  accountId: string,
  more: Readonly<Record<string, string>>,
): Decision {
  const cluster = clusterArn(
    { accountId, partition: `${parseArn(arn)?.partition}` },
    { region: nobodysName, name: nobodysName },
  );
  const session = {
    clusterArn: cluster,
    clusterName: nobodysName,
    namespace: nobodysName,
    serviceAccount: nobodysName,
    accountId,
    disableSessionTags: false,
  };
  const context = podIdentityContext(session, { 'aws:SourceArn': cluster, ...more });
  return decideAssumeRole({
    trust: { name: 'trust policy', document },
    roleArn: arn,
    caller: { type: 'Service', service: podIdentityService },
    action: 'sts:AssumeRole',
    context,
  });
}

/** None where EKS sends no tags for an association with the role: asking for them would shut its pods out. */
function remedyFor(
  role: Role,
  document: PolicyDocument,
  statement: Statement,
  facts: Facts,
): Pick<Violation, 'command'> {
  // Looked up only once there is something to report.
  const read = facts.ifRead(() => associationsOf(facts, role.arn));
  const uses = read === unread ? [] : read;
  if (uses.some(({ association }) => association.disableSessionTags)) return {};
  const held = heldToServiceAccount(document, statement, soleUseOf(uses, facts));
  return { command: updateAssumeRolePolicy(role.name, held) };
}

/** Where the role is used, if that is one place that is known. */
function soleUseOf(uses: readonly AssociationUse[], facts: Facts): PodIdentityUse {
  const [only, second] = uses;
  if (only === undefined || second !== undefined) return unknownUse;
  const { namespace, serviceAccount } = only.association;
  return { clusterArn: clusterArn(facts.account, only.cluster), namespace, serviceAccount };
}
