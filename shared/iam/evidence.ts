import { canonicalJson, compareText, type Json } from '../model/json.ts';
import type { Condition } from '../model/policy-document.ts';
import type { DecidingStatement } from './decision.ts';
import { sortedStatement, statementJson } from './statement-json.ts';

/**
 * Deciding statements as evidence: policy and statement, each once and in an order of their own, so that moving
 * a statement inside its document changes no finding.
 */
export function statementEvidence(deciding: readonly DecidingStatement[]): readonly Json[] {
  const entries = deciding.map(
    ({ policy, source }): Json => ({ policy, statement: statementJson(sortedStatement(source)) }),
  );
  const byText = new Map(entries.map((entry) => [canonicalJson(entry), entry]));
  return [...byText].sort(([a], [b]) => compareText(a, b)).map(([, entry]) => entry);
}

/** A condition in words, as `StringEquals aws:SourceAccount 111122223333`. */
export function conditionText({ operator, key, values }: Condition): string {
  return `${operator} ${key} ${values.join(', ')}`;
}
