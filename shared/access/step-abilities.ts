import { actionFacts } from '../iam/action-facts.ts';
import { type Ability, ask, surest, together } from './ability.ts';
import type { Actor, Chosen } from './actor.ts';
import { candidateResources } from './candidate-resources.ts';
import type { Facts } from './facts.ts';

/** A step of a table: `service:Action`, or `service:Action/type` where the action has several resource types. */
export function actionOf(step: string): string {
  return step.replace(/\/.*/, '');
}

/** All steps on one resource. */
export function stepsOn(
  actor: Actor,
  steps: readonly string[],
  resource: string,
  chosen: Chosen,
): Ability | undefined {
  return together(steps.map((step) => ask(actor, actionOf(step), resource, chosen)));
}

/** All steps on things of the service in one watched Region; those about the same kind of thing on the same thing. */
export function stepsSomewhere(
  facts: Facts,
  actor: Actor,
  steps: readonly string[],
): Ability | undefined {
  const found = facts.config().regions.flatMap((region) => {
    const ability = stepsIn(facts, actor, steps, region);
    return ability === undefined ? [] : [{ ability }];
  });
  return surest(found)?.ability;
}

function stepsIn(
  facts: Facts,
  actor: Actor,
  steps: readonly string[],
  region: string,
): Ability | undefined {
  const chosen = { 'aws:requestedregion': region };
  const kinds = [...Map.groupBy(steps, kindOf)];
  return together(
    kinds.map(([kind, alike]) => {
      const resources =
        kind === '*'
          ? ['*']
          : candidateResources(actor, alike.map(actionOf), at(facts, region, kind));
      return surest(abilitiesOn(actor, alike, resources, chosen))?.ability;
    }),
  );
}

function* abilitiesOn(
  actor: Actor,
  steps: readonly string[],
  resources: readonly string[],
  chosen: Chosen,
): Generator<{ readonly ability: Ability }> {
  for (const resource of resources) {
    const ability = stepsOn(actor, steps, resource, chosen);
    if (ability !== undefined) yield { ability };
  }
}

/** `service/type`, `service/` where our table does not say, `*` for an action on no particular resource. */
function kindOf(step: string): string {
  const action = actionOf(step);
  const service = action.replace(/:.*/, '');
  const types = actionFacts(action)?.resourceTypes;
  if (types?.length === 0) return '*';
  return `${service}/${step === action ? (types?.[0] ?? '') : step.slice(action.length + 1)}`;
}

function at({ account }: Facts, region: string, kind: string) {
  const [service = '', type = ''] = kind.split('/');
  return { account, region, service, type: type === '' ? undefined : type };
}
