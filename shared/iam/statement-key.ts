import { canonicalJson } from '../model/json.ts';
import type { Statement } from '../model/policy-document.ts';

/**
 * A key for each statement of a document, in its order: the Sid where it is unique, else what the statement
 * is about, its principal and action. Where even that is not unique the conditions join in. Never the position,
 * so that reordering a document renames nothing.
 */
export function statementKeys(statements: readonly Statement[]): readonly string[] {
  const sids = statements.map(({ sid }) => sid);
  const abouts = statements.map(about);
  return statements.map((statement, index) => {
    const sid = sids[index];
    if (sid !== undefined && occurrences(sids, sid) === 1) return sid;
    const text = about(statement);
    return occurrences(abouts, text) === 1 ? text : canonicalJson([text, sorted(statement)]);
  });
}

function about({ effect, principals, actions }: Statement): string {
  const byType = Object.entries(principals?.byType ?? {}).map(([type, values]) => [
    type,
    values.toSorted(),
  ]);
  return canonicalJson({
    effect,
    everyone: principals?.everyone,
    notPrincipal: principals?.negated,
    principals: Object.fromEntries(byType),
    notAction: actions?.negated,
    actions: actions?.values.map((action) => action.toLowerCase()).toSorted(),
  });
}

function sorted({ conditions, sid }: Statement): readonly string[] {
  return [
    sid ?? '',
    ...conditions
      .map(({ operator, key, values }) => canonicalJson([operator, key, values.toSorted()]))
      .toSorted(),
  ];
}

function occurrences(values: readonly (string | undefined)[], value: string): number {
  return values.filter((other) => other === value).length;
}
