import type { Statement } from '../model/policy-document.ts';

/** Whether a trust policy lets this service in and nobody else. A policy that lets nobody in does not. */
export function trustsOnlyService(statements: readonly Statement[], service: string): boolean {
  const allowing = statements.filter(({ effect }) => effect === 'Allow');
  return allowing.length > 0 && allowing.every((statement) => namesOnly(statement, service));
}

function namesOnly({ principals }: Statement, service: string): boolean {
  if (principals === undefined || principals.negated || principals.everyone) return false;
  const named = Object.entries(principals.byType).flatMap(([type, values]) =>
    values.map((value) => (type === 'Service' ? value : `${type}:${value}`)),
  );
  return named.length > 0 && named.every((name) => name === service);
}
