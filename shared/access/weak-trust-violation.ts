import { statementEvidence } from '../iam/evidence.ts';
import { provisoText } from '../iam/proviso.ts';
import type { TrustWeakness } from '../iam/trust-weakness.ts';
import { parseIamArn } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import type { Power } from '../model/power.ts';
import type { Violation } from '../model/violation.ts';
import { narrowedTrust } from './narrowed-trust.ts';
import { updateAssumeRolePolicy } from './remedy-commands.ts';
import { adminText } from './standing-power.ts';
import { severityOf } from './trust-weaknesses.ts';

/** A role that administers a cluster, and whom it trusts. */
export interface TrustedAdmin {
  readonly cluster: ClusterRef;
  readonly principalArn: string;
  readonly power: Power;
  readonly trust: PolicyDocument;
}

/** The weakest point of its trust policy, and the command that closes it. */
export function weakTrustViolation(
  { cluster, principalArn, power, trust }: TrustedAdmin,
  weakness: TrustWeakness,
): Violation {
  const { decision, caller } = weakness;
  const role = parseIamArn(principalArn);
  const deciding = decision.deciding.filter(({ source }) => trust.statements.includes(source));
  const narrowed = { ...weakness, decision: { ...decision, deciding } };
  return {
    message: `${whoText(weakness)} may assume ${principalArn}, which ${adminText(power, cluster)}${provisoText(decision)}.`,
    evidence: {
      principalArn,
      level: power.level,
      caller,
      statements: statementEvidence(deciding),
    },
    severity: severityOf(weakness),
    command: updateAssumeRolePolicy(
      role?.name ?? principalArn,
      narrowedTrust(trust, narrowed, role?.partition ?? ''),
    ),
  };
}

function whoText(weakness: TrustWeakness): string {
  switch (weakness.kind) {
    case 'anybody':
      return weakness.by === 'account'
        ? 'Anybody with an AWS account'
        : 'Anybody with a token of any OIDC provider';
    case 'account':
      return `Any principal of account ${weakness.accountId}`;
    case 'any-token':
      return `Anybody with a token of ${weakness.issuer}`;
    case 'some-tokens':
      return `Tokens of ${weakness.issuer} with more than one subject, such as ${weakness.caller},`;
    case 'service':
      return `Code that ${weakness.service} runs`;
  }
}
