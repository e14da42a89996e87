import type { Statement } from '../model/policy-document.ts';
import { listedPrincipals } from './listed-principals.ts';

/** Whether a trust policy lets this service in and nobody else. A policy that lets nobody in does not. */
export function trustsOnlyService(statements: readonly Statement[], service: string): boolean {
  const allowing = statements.filter((statement) => !isForNobody(statement));
  return allowing.length > 0 && allowing.every((statement) => namesOnly(statement, service));
}

/** The services that a trust policy lets in, sorted, if it names nobody else; undefined if it does. */
export function servicesAlone(statements: readonly Statement[]): readonly string[] | undefined {
  const allowing = statements.filter(({ effect }) => effect === 'Allow');
  const named = new Set(
    allowing.flatMap(({ principals }) => listedPrincipals(principals, 'Service')),
  );
  const others = allowing.some(
    ({ principals }) =>
      principals === undefined ||
      principals.negated ||
      principals.everyone ||
      Object.entries(principals.byType).some(
        ([type, values]) => type !== 'Service' && values.some(isSomebody),
      ),
  );
  return others || named.size === 0 ? undefined : [...named].sort();
}

function isForNobody({ effect, principals }: Statement): boolean {
  if (effect === 'Deny') return true;
  if (principals === undefined || principals.negated || principals.everyone) return false;
  return !Object.values(principals.byType).flat().some(isSomebody);
}

function namesOnly({ principals }: Statement, service: string): boolean {
  if (principals === undefined || principals.negated || principals.everyone) return false;
  return Object.entries(principals.byType).every(([type, values]) =>
    values.filter(isSomebody).every((value) => type === 'Service' && value === service),
  );
}

/** Whom a trust policy lets in beside this service, as `AWS arn:…` or `Service ec2.amazonaws.com`; sorted. */
export function trustedBeside(
  statements: readonly Statement[],
  service: string,
): readonly string[] {
  const allowing = statements.filter(({ effect }) => effect === 'Allow');
  return [...new Set(allowing.flatMap((statement) => namesBeside(statement, service)))].sort();
}

function namesBeside({ principals }: Statement, service: string): readonly string[] {
  if (principals === undefined) return [];
  const { negated, everyone, byType } = principals;
  if (everyone) return ['everybody'];
  const named = Object.entries(byType).flatMap(([type, values]) =>
    values.filter(isSomebody).map((value) => `${type} ${value}`),
  );
  if (negated) return [`everybody but ${named.join(', ')}`];
  return named.filter((name) => name !== `Service ${service}`);
}

/**
 * A trust policy that named a role or user which is gone shows its unique id, which nobody gets again.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
 */
function isSomebody(value: string): boolean {
  return !/^A(ROA|IDA)[A-Z0-9]+$/.test(value);
}
