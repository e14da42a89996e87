import { holds } from './condition.ts';
import { list, type RawDocument, type RawRequest, type RawStatement, type World } from './raw.ts';
import { filled, isLike, tokensOf } from './text.ts';

export function effects(
  document: RawDocument,
  request: RawRequest,
  world: World,
): readonly ('Allow' | 'Deny')[] {
  return list(document.Statement).flatMap((statement, index) =>
    isAbout(document, statement, index, request, world) ? statement.Effect : [],
  );
}

/** Looks at everything, whatever was found already, so that every coin there is gets tossed. */
export function isAbout(
  document: RawDocument,
  statement: RawStatement,
  index: number,
  { action, resource }: RawRequest,
  world: World,
): boolean {
  const variables = document.Version === '2012-10-17';
  const ofStatement = { ...world, coin: (what: string) => world.coin(`${index} ${what}`) };
  const named = list(statement.Action ?? statement.NotAction).map((pattern) =>
    isLike(tokensOf(pattern.toLowerCase()), action.toLowerCase()),
  );
  const resources = statement.Resource ?? statement.NotResource;
  const held = list(resources).map((pattern) => {
    // Variables have no place before the fifth colon of an ARN.
    const early = variables && /^([^:$]*:){0,4}[^:$]*\$\{[^*?$]/.test(pattern);
    const asWritten = early ? pattern.replace(/\{[^}]*\}/, '{}') : pattern;
    const tokens = filled(asWritten, { variables, wildcards: true }, ofStatement);
    return tokens !== undefined && isLike(tokens, resource);
  });
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) =>
      holds(operator, key, values, variables, ofStatement),
    ),
  );
  const onAction = named.includes(true) === (statement.Action !== undefined);
  const onResource =
    resources === undefined || held.includes(true) === (statement.Resource !== undefined);
  return onAction && onResource && !conditions.includes(false);
}
