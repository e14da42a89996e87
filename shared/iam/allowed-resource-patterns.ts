import type { ListElement } from '../model/policy-document.ts';
import { isAboutAction } from './compiled-document.ts';
import type { CompiledPermissions } from './decide.ts';
import type { DecidingStatement } from './decision.ts';

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
  const service = lower.slice(0, lower.indexOf(':'));
  return identity.flatMap(({ name, document }) =>
    document
      .about(service)
      .allows.filter((statement) => isAboutAction(statement, lower))
      .flatMap(({ label, source }) =>
        patternsOf(source.resources).map((pattern) => ({
          pattern,
          statement: { policy: name, statement: label, source },
        })),
      ),
  );
}

function patternsOf(resources: ListElement | undefined): readonly string[] {
  return resources === undefined || resources.negated ? ['*'] : resources.values;
}
