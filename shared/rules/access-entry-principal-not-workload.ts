import { adminStanding } from '../access/admin-standing.ts';
import { isDeclared } from '../access/declared.ts';
import { deleteAccessEntry, updateAssumeRolePolicy } from '../access/remedy-commands.ts';
import { adminText } from '../access/standing-power.ts';
import { type WorkloadCaller, workloadCallers } from '../access/workload-callers.ts';
import { statementEvidence } from '../iam/evidence.ts';
import { provisoText } from '../iam/proviso.ts';
import { trustWithout } from '../iam/trust-edit.ts';
import { trustsWorkloads } from '../iam/workload-trust.ts';
import { parseIamArn } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import type { Power } from '../model/power.ts';
import { lowered } from '../model/severity.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const accessEntryPrincipalNotWorkload = defineRule({
  id: 'access-entry-principal-not-workload',
  subject: 'accessEntry',
  severity: 'MEDIUM',
  title: 'Workloads may enter a cluster as its administrator',
  requires:
    'No role of IRSA or Pod Identity, nor a role whose trust policy names one and lets it in, holds access policies of namespace admin or more, or of an editor of a sensitive namespace, unless declared in clusterAdmins. What Kubernetes binds to groups is not looked at, nor roles that trust their whole account: grantor-declared judges who may assume those.',
  because:
    'Whoever takes over one pod then administers a cluster from it, past everything that the service account of the pod may not do.',
  remedy:
    'Let workloads use Kubernetes by their service accounts, and give the entry to a role for people or pipelines; or declare the controller in clusterAdmins.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004', 'T1098.006'] },

  *check({ cluster, entry: { principalArn } }, facts) {
    if (isDeclared(facts.config().clusterAdmins, principalArn, facts.account)) return undefined;
    const standing = adminStanding(facts, cluster, principalArn, 'namespace-admin');
    if ('outcome' in standing) return standing;
    const trust = facts.get(factKeys.trustPolicy(principalArn));
    if (trust === undefined) return notApplicable('the role does not exist');
    const ways = trustsWorkloads(trust);
    const callers = [...workloadCallers(facts, principalArn, trust)];
    if (ways.length + callers.length === 0) return undefined;
    if ('doubt' in standing) return undecided(standing.doubt);
    const admin = { cluster, principalArn, trust, power: standing.power };
    if (ways.length > 0)
      yield itself(
        admin,
        ways.map(({ kind }) => kind),
      );
    for (const caller of callers) yield through(admin, caller);
    return undefined;
  },
});

/** A role that administers a cluster. */
interface Admin {
  readonly cluster: ClusterRef;
  readonly principalArn: string;
  readonly trust: PolicyDocument;
  readonly power: Power;
}

function itself({ cluster, principalArn, power }: Admin, ways: readonly string[]): Violation {
  return {
    key: 'itself',
    message: `${principalArn}, a role of workloads, ${adminText(power, cluster)}.`,
    evidence: { principalArn, level: power.level, ways },
    command: deleteAccessEntry(cluster, principalArn),
  };
}

function through(
  { cluster, principalArn, trust, power }: Admin,
  { arn, decision }: WorkloadCaller,
): Violation {
  const { outcome, deciding } = decision;
  const sources = deciding.map(({ source }) => source);
  const roleName = parseIamArn(principalArn)?.name ?? principalArn;
  return {
    key: arn,
    message: `${arn}, a role of workloads, may assume ${principalArn}, which ${adminText(power, cluster)}${provisoText(decision)}.`,
    evidence: {
      principalArn,
      level: power.level,
      workloadRole: arn,
      statements: statementEvidence(deciding),
    },
    ...(outcome === 'conditional' && { severity: lowered('MEDIUM') }),
    command: updateAssumeRolePolicy(roleName, trustWithout(trust, sources, arn)),
  };
}
