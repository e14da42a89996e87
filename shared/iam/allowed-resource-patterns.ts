import type { ListElement } from '../model/policy-document.ts';
import { isAboutAction } from './compiled-statement.ts';
import type { CompiledPermissions } from './decide.ts';
import type { DecidingStatement } from './decision.ts';
import { serviceOf } from './tally.ts';

export interface AllowedResourcePattern {
  /** As the statement writes it; `*` where it has NotResource or no Resource. */
  readonly pattern: string;
  readonly statement: DecidingStatement;
}

/** What the Allow statements about an action name; whether they allow it there, `decide` says of a witness. */
export function allowedResourcePatterns(
  { identity }: CompiledPermissions,
  action: string,
): readonly AllowedResourcePattern[] {
  const lower = action.toLowerCase();
  const service = serviceOf(lower);
  return identity
    .about(service)
    .allows.filter((statement) => isAboutAction(statement, lower))
    .flatMap(({ deciding }) =>
      patternsOf(deciding.source.resources).map((pattern) => ({ pattern, statement: deciding })),
    );
}

function patternsOf(resources: ListElement | undefined): readonly string[] {
  return resources === undefined || resources.negated ? ['*'] : resources.values;
}
