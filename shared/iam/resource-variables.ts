import type { Statement } from '../model/policy-document.ts';
import type { CompiledPermissions } from './decide.ts';
import { piecesOf } from './pattern-pieces.ts';

/** The condition keys, in lower case, that stand as variables in Resource or NotResource and in no Condition. */
export function resourceVariables(compiled: CompiledPermissions): ReadonlySet<string> {
  const { identity, bounds, levels } = compiled;
  const statements = [identity, ...bounds, ...levels]
    .flatMap(({ policies }) => policies)
    .flatMap(({ statements: ofPolicy }) => ofPolicy.map(({ deciding }) => deciding.source));
  const conditioned = new Set(
    statements.flatMap(({ conditions }) => conditions.map(({ key }) => key.toLowerCase())),
  );
  return new Set(statements.flatMap(variablesOf).filter((key) => !conditioned.has(key)));
}

function variablesOf({ resources }: Statement): readonly string[] {
  const pieces = (resources?.values ?? []).flatMap((value) =>
    piecesOf(value, { wildcards: false, variables: true }),
  );
  return pieces.flatMap((piece) => (piece.kind === 'variable' ? [piece.key.toLowerCase()] : []));
}
