import { conditionText } from '../iam/evidence.ts';
import { sortedStatement, statementJson } from '../iam/statement-json.ts';
import { canonicalJson, type Json } from '../model/json.ts';
import type {
  ListElement,
  PolicyDocument,
  PrincipalElement,
  Statement,
} from '../model/policy-document.ts';

/** A statement on one line, as `Allow sts:AssumeRole to Service ec2.amazonaws.com if Bool aws:… true`. */
function statementText({ effect, principals, actions, resources, conditions }: Statement): string {
  return [
    effect,
    ...(actions === undefined ? [] : [listText(actions)]),
    ...(resources === undefined ? [] : ['on', listText(resources)]),
    ...(principals === undefined ? [] : ['to', principalText(principals)]),
    ...(conditions.length === 0 ? [] : ['if', conditions.map(conditionText).join(' and ')]),
  ].join(' ');
}

function listText({ negated, values }: ListElement): string {
  return `${negated ? 'all but ' : ''}${values.join(', ')}`;
}

function principalText({ negated, everyone, byType }: PrincipalElement): string {
  const named = Object.entries(byType).flatMap(([type, values]) =>
    values.map((value) => (type === 'AWS' ? value : `${type} ${value}`)),
  );
  return `${negated ? 'all but ' : ''}${everyone ? 'everyone' : named.join(', ')}`;
}

/** The statements that the other document does not hold, a line each, and how many they share; all of them where only their order differs. */
export function statementLines(
  label: string,
  { statements }: PolicyDocument,
  other: PolicyDocument | undefined,
): readonly string[] {
  const known = new Set(other?.statements.map(keyOf));
  const differing = statements.filter((statement) => !known.has(keyOf(statement)));
  if (statements.length === 0) return [`${label}: no statements`];
  const told = differing.length === 0 ? statements : differing;
  const shared = statements.length - told.length;
  return [
    ...told.map((statement) => `${label}: ${statementText(statement)}`),
    ...(shared === 0 ? [] : [`${label}: and ${shared} that did not change`]),
  ];
}

function keyOf(statement: Statement): string {
  return canonicalJson(sortedStatement(statement));
}

/** The document as one gives it to IAM. */
export function documentJson({ version, id, statements }: PolicyDocument): Json {
  return {
    ...(version !== undefined && { Version: version }),
    ...(id !== undefined && { Id: id }),
    Statement: statements.map(statementJson),
  };
}
