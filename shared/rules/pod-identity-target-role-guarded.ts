import { almightyCaller, nobodysName } from '../access/almighty-caller.ts';
import { associationsOf } from '../access/association-uses.ts';
import type { Facts } from '../access/facts.ts';
import { podIdentityTags } from '../access/pod-identity-session.ts';
import { updateAssumeRolePolicy } from '../access/remedy-commands.ts';
import { trustInSource } from '../access/target-role-trust.ts';
import { decideAssumeRole } from '../iam/assume-role.ts';
import { contextOf } from '../iam/context.ts';
import type { DecidingStatement, Decision } from '../iam/decision.ts';
import { conditionText, statementEvidence } from '../iam/evidence.ts';
import { foreignAccount } from '../iam/foreign-account.ts';
import { parseIamArn } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import type { PodIdentityAssociation } from '../model/cluster-parts.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Condition, PolicyDocument } from '../model/policy-document.ts';
import { lowered, type Severity } from '../model/severity.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule, notApplicable } from './rule.ts';

export const podIdentityTargetRoleGuarded = defineRule({
  id: 'pod-identity-target-role-guarded',
  subject: 'podIdentityAssociation',
  severity: 'HIGH',
  title: 'Target role of an association is open to others',
  requires:
    'The trust policy of a target role lets in the role of the association by name, or its account with aws:PrincipalArn, and nobody else there; what the caller itself says, such as request tags, keeps out nobody. Where that role serves several associations the trust also pins request tags or sts:ExternalId, else MEDIUM.',
  because:
    'Otherwise whoever may assume roles in the account of the cluster, or another workload with the same role, goes on to what was meant for one service account.',
  remedy:
    'Name the role of the association in the trust policy and pin the tags that EKS sets, or sts:ExternalId where session tags are off.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004'] },

  *check({ cluster, association }, facts) {
    const { roleArn, targetRoleArn } = association;
    if (targetRoleArn === undefined) return notApplicable('it has no target role');
    const target = parseIamArn(targetRoleArn);
    const foreign = target && foreignAccount(target, facts.account);
    if (foreign !== undefined) return notApplicable(`account ${foreign} is not watched`);
    const trust = facts.get(factKeys.trustPolicy(targetRoleArn));
    if (trust === undefined) return notApplicable('its target role does not exist');
    const open = ask(trust, targetRoleArn, neighbourOf(roleArn), {});
    const command = updateAssumeRolePolicy(
      `${target?.name}`,
      trustInSource(facts.account, cluster, association),
    );
    const evidence = { targetRoleArn, roleArn };
    if (open.outcome !== 'denied') {
      const message = `Not only ${roleArn} but other principals of its account may assume ${targetRoleArn}`;
      yield { key: 'principal', ...offence(message, 'HIGH', open, evidence), command };
    }
    const others = otherUses(facts, cluster, association);
    if (others.length === 0) return undefined;
    const shared = ask(trust, targetRoleArn, roleArn, ofAnotherWorkload);
    if (shared.outcome !== 'denied') {
      const message = `${targetRoleArn} does not tell the service accounts apart that have ${roleArn}`;
      const found = { ...evidence, others };
      yield { key: 'association', ...offence(message, 'MEDIUM', shared, found), command };
    }
    return undefined;
  },
});

function offence(
  message: string,
  severity: Severity,
  { conditions, deciding }: Decision,
  evidence: Violation['evidence'],
): Violation {
  const quoted = conditions.filter(isOpenQuestion).map(conditionText);
  return {
    message:
      quoted.length === 0 ? `${message}.` : `${message}, if ${quoted.join(' and ')} allows it.`,
    severity: quoted.length > 0 ? lowered(severity) : severity,
    evidence: { ...evidence, statements: statementEvidence(deciding.filter(isOfTrust)) },
  };
}

/**
 * Whoever calls STS by itself sends whatever tags, session name and external id it likes.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
function isOpenQuestion({ key }: Condition): boolean {
  return !/^(aws:requesttag\/.*|aws:tagkeys|sts:(externalid|rolesessionname))$/i.test(key);
}

/** What EKS sends for another service account than those that a trust policy means. */
const ofAnotherWorkload: Readonly<Record<string, string>> = {
  ...Object.fromEntries(podIdentityTags.map((tag) => [`aws:RequestTag/${tag}`, nobodysName])),
  'sts:ExternalId': nobodysName,
};

/** Somebody of the account who may do everything but for what the trust policy says. */
function ask(
  document: PolicyDocument,
  roleArn: string,
  callerArn: string,
  request: Readonly<Record<string, string>>,
): Decision {
  return decideAssumeRole({
    trust: { name: trustPolicy, document },
    roleArn,
    caller: almightyCaller(callerArn),
    action: 'sts:AssumeRole',
    context: contextOf(request),
  });
}

/** The other side is an assumption of ours. */
function isOfTrust({ policy }: DecidingStatement): boolean {
  return policy === trustPolicy;
}

const trustPolicy = 'trust policy';

function neighbourOf(roleArn: string): string {
  const source = parseIamArn(roleArn);
  return `arn:${source?.partition}:iam::${source?.accountId}:role/${nobodysName}`;
}

/** Where else the same role is handed out. */
function otherUses(
  facts: Facts,
  cluster: ClusterRef,
  { roleArn, associationId }: PodIdentityAssociation,
): readonly string[] {
  return associationsOf(facts, roleArn)
    .filter(
      (use) => use.association.associationId !== associationId || use.cluster.name !== cluster.name,
    )
    .map(
      ({ cluster: { region, name }, association: { namespace, serviceAccount } }) =>
        `${region}/${name} ${namespace}/${serviceAccount}`,
    );
}
