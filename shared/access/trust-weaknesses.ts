import { decideAssumeRole } from '../iam/assume-role.ts';
import { contextOf } from '../iam/context.ts';
import { compilePermissions } from '../iam/decide.ts';
import { statementEvidence } from '../iam/evidence.ts';
import { outsidersOf } from '../iam/outsider-trust.ts';
import { namedServices } from '../iam/service-principals.ts';
import { strangerText } from '../iam/stranger-text.ts';
import { tokenTrust } from '../iam/token-trust.ts';
import { isSure, type TrustWeakness } from '../iam/trust-weakness.ts';
import { parseIamArn } from '../model/arn.ts';
import { canonicalJson, compareText } from '../model/json.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import { bySeverity, lowered, type Severity } from '../model/severity.ts';
import { isComputeService } from './compute-services.ts';

export interface WeakestTrust {
  /** Undefined where nobody passes beyond those that are named. */
  readonly weakness?: TrustWeakness;
  /** Why there may be a worse one. */
  readonly doubt?: string;
}

/** The worst of the weaknesses of a trust policy. Accounts in `trusted`, and the role's own, may be trusted as a whole. */
export function weakestTrust(
  document: PolicyDocument,
  roleArn: string,
  trusted: readonly string[],
): WeakestTrust {
  const tokens = tokenTrust(document, roleArn);
  const weaknesses = [
    ...outsidersOf(document, roleArn, trusted, nameOfNobody(document, roleArn)),
    ...tokens.weaknesses,
    ...computeServices(document, roleArn),
  ];
  const [weakness] = weaknesses.toSorted(
    (a, b) => bySeverity(severityOf(a), severityOf(b)) || compareText(textOf(a), textOf(b)),
  );
  const [issuer] = tokens.unfinished;
  return {
    ...(weakness && { weakness }),
    ...(issuer !== undefined && { doubt: `the conditions on tokens of ${issuer} are too many` }),
  };
}

/** The same whatever order statements and principals stand in. */
function textOf({ decision, ...others }: TrustWeakness): string {
  return canonicalJson({ ...others, statements: statementEvidence(decision.deciding) });
}

export function severityOf(weakness: TrustWeakness): Severity {
  const severity = severities[weakness.kind];
  return isSure(weakness) ? severity : lowered(severity);
}

const severities: Readonly<Record<TrustWeakness['kind'], Severity>> = {
  anybody: 'CRITICAL',
  account: 'HIGH',
  'any-token': 'HIGH',
  'some-tokens': 'MEDIUM',
  service: 'MEDIUM',
};

function computeServices(document: PolicyDocument, roleArn: string): readonly TrustWeakness[] {
  const accountId = parseIamArn(roleArn)?.accountId ?? '';
  return namedServices(document.statements)
    .filter(isComputeService)
    .map((service): TrustWeakness => {
      const decision = decideAssumeRole({
        trust: { name: 'trust policy', document },
        roleArn,
        caller: { type: 'Service', service },
        action: 'sts:AssumeRole',
        context: contextOf({ 'aws:SourceAccount': accountId }),
      });
      return { kind: 'service', service, caller: service, decision };
    })
    .filter(({ decision }) => decision.outcome !== 'denied');
}

function nameOfNobody(document: PolicyDocument, roleArn: string): string {
  const identity = [{ name: 'trust policy', document }];
  return strangerText(compilePermissions({ principalArn: roleArn, identity }));
}
