import type {
  Context,
  ContextValue,
  NamedPolicy,
  Permissions,
  Request,
} from '../../shared/iam/decision.ts';
import type { Condition, ListElement, Statement } from '../../shared/model/policy-document.ts';
import { referenceComparison } from './reference-comparison.ts';
import { fits, type Known } from './reference-text.ts';

/** What the slow reference answers: outcome, who decided and what is open, in no particular order. */
export interface ReferenceAnswer {
  readonly outcome: 'allowed' | 'denied' | 'conditional';
  readonly deciding: readonly string[];
  readonly open: readonly string[];
}

/**
 * Reads every statement of every policy for every request, as the IAM User Guide says, and remembers nothing. It shares
 * no code with `decide`. Keys that follow from the principal are left to the caller to put into the context.
 */
export function referenceDecision(permissions: Permissions, request: Request): ReferenceAnswer {
  const layers = [
    permissions.identity,
    permissions.boundary ? [permissions.boundary] : [],
    permissions.session ?? [],
    ...(permissions.serviceControl ?? []),
    ...(permissions.resourceControl ?? []),
  ];
  const used = layers.filter((layer, index) => index === 0 || layer.length > 0);
  const read = used.map((layer) => layer.flatMap((policy) => readPolicy(policy, request)));
  const all = read.flat();
  const denies = all.filter(({ effect, applies }) => effect === 'Deny' && applies === 'yes');
  if (denies.length > 0) return { outcome: 'denied', deciding: denies.map(named), open: [] };
  const allows = read.map((layer) => layer.filter(({ effect }) => effect === 'Allow'));
  if (allows.some((layer) => layer.every(({ applies }) => applies === 'no'))) {
    return { outcome: 'denied', deciding: [], open: [] };
  }
  const unsure = allows.filter((layer) => !layer.some(({ applies }) => applies === 'yes'));
  const open = [...unsure.flat(), ...all.filter(({ effect }) => effect === 'Deny')].filter(
    ({ applies }) => applies === 'open',
  );
  const [identity = []] = allows;
  const wanted = identity.some(({ applies }) => applies === 'yes') ? 'yes' : 'open';
  return {
    outcome: open.length > 0 ? 'conditional' : 'allowed',
    deciding: identity.filter(({ applies }) => applies === wanted).map(named),
    open: [...new Set(open.flatMap(({ openConditions }) => openConditions))].sort(),
  };
}

interface Reading {
  readonly policy: string;
  readonly statement: string;
  readonly effect: 'Allow' | 'Deny';
  readonly applies: Known;
  readonly openConditions: readonly string[];
}

function named({ policy, statement }: Reading): string {
  return `${policy}: ${statement}`;
}

function readPolicy({ name, document }: NamedPolicy, request: Request): readonly Reading[] {
  const variables = document.version === '2012-10-17';
  return document.statements.map((statement, index) => {
    const judged = statement.conditions.map((condition) => ({
      text: JSON.stringify([condition.key, condition.operator, condition.values]),
      holds: holds(condition, request.context, variables),
    }));
    return {
      policy: name,
      statement: statement.sid ?? `statement ${index + 1}`,
      effect: statement.effect,
      applies: every([
        isAction(statement.actions, request.action),
        isResource(statement, request, variables),
        ...judged.map((each) => each.holds),
      ]),
      openConditions: judged.filter((each) => each.holds === 'open').map(({ text }) => text),
    };
  });
}

function isAction(element: ListElement | undefined, action: string): Known {
  if (element === undefined) return 'no';
  const nothing: Context = { value: () => [] };
  const named = element.values.map((value) =>
    fits(value.toLowerCase(), action.toLowerCase(), nothing, { stars: true, variables: false }),
  );
  return element.negated ? opposite(some(named)) : some(named);
}

function isResource({ resources }: Statement, request: Request, variables: boolean): Known {
  if (resources === undefined) return 'yes';
  const named = resources.values.map((value) =>
    fits(value, request.resource, request.context, { stars: true, variables, afterColon: 5 }),
  );
  return resources.negated ? opposite(some(named)) : some(named);
}

function holds({ operator, key, values }: Condition, context: Context, variables: boolean): Known {
  const [, set, name = '', ifExists] =
    /^(?:(forallvalues|foranyvalue):)?(.+?)(ifexists)?$/.exec(operator.toLowerCase()) ?? [];
  const comparison = referenceComparison(name);
  const understood = values.every((value) => comparison?.understands(value, variables));
  if (comparison === undefined || values.length === 0 || !understood) return 'open';
  if (comparison.isNull && set === undefined && ifExists === undefined) {
    return isNull(values, context.value(key.toLowerCase()));
  }
  const given = context.value(key.toLowerCase());
  if (comparison.isNull || given === 'unknown') return 'open';
  const always = ifExists !== undefined || set === 'forallvalues';
  const withoutKey = yesIf(always || (set === undefined && comparison.negated));
  const each = given.map((value) => {
    const same = some(values.map((wanted) => comparison.same(wanted, value, context, variables)));
    return comparison.negated ? opposite(same) : same;
  });
  return given.length === 0 ? withoutKey : ofSet(set, given, each, withoutKey);
}

function isNull(values: readonly string[], given: ContextValue): Known {
  if (given === 'unknown') return 'open';
  return some(values.map((value) => yesIf((given.length === 0) === /^true$/i.test(value))));
}

/** A set of empty texts is no value in one place of the documentation, and a value in another. */
function ofSet(
  set: string | undefined,
  given: readonly string[],
  each: readonly Known[],
  withoutKey: Known,
): Known {
  if (set === undefined) return every(each) === some(each) ? every(each) : 'open';
  const answer = set === 'forallvalues' ? every(each) : some(each);
  return given.every((value) => value === '') && answer !== withoutKey ? 'open' : answer;
}

function yesIf(truth: boolean): Known {
  return truth ? 'yes' : 'no';
}

function opposite(known: Known): Known {
  if (known === 'open') return 'open';
  return known === 'yes' ? 'no' : 'yes';
}

function some(all: readonly Known[]): Known {
  if (all.includes('yes')) return 'yes';
  return all.includes('open') ? 'open' : 'no';
}

function every(all: readonly Known[]): Known {
  if (all.includes('no')) return 'no';
  return all.includes('open') ? 'open' : 'yes';
}
