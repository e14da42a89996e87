import type { Template } from 'aws-cdk-lib/assertions';
import { isObject, type Json } from '../../shared/model/json.ts';
import { matchesPattern } from '../support/event-bridge-pattern.ts';
import { resourcesOf, type Synthesised } from './synthesised.ts';

/** An event as a bus has it, as far as it matters where it happened. */
export type BusEvent = { readonly region: string } & { readonly [key: string]: Json };

interface ListeningRule {
  readonly name: string;
  readonly onHub: boolean;
  readonly pattern: Json;
  /** To the bus at home. */
  readonly forwards: boolean;
}

const homeRegion = 'eu-west-1';

/**
 * Rules of a deployment with this home that hear an event, without what their names have in common, in alphabetical order of
 * each bus: those of the Region's own bus, and then those of the hub bus if one of them forwards it.
 */
export function heardBy({ hub, forwarders }: Synthesised, event: BusEvent): readonly string[] {
  const atHome = rulesOf(hub);
  const here = event.region === homeRegion ? atHome : rulesOf(forwarders[event.region]);
  const first = here.filter((rule) => !rule.onHub && matchesPattern(rule.pattern, event));
  const second = first.some(({ forwards }) => forwards)
    ? atHome.filter((rule) => rule.onHub && matchesPattern(rule.pattern, event))
    : [];
  return [first, second].flatMap(namesOf);
}

/** Rules of any bus in any Region whose pattern fits: an event that none of them fits cannot come to us by any way. */
export function fitting({ hub, forwarders }: Synthesised, event: BusEvent): readonly string[] {
  const rules = [hub, ...Object.values(forwarders)].flatMap(rulesOf);
  return namesOf(rules.filter(({ pattern }) => matchesPattern(pattern, event)));
}

function namesOf(rules: readonly ListeningRule[]): readonly string[] {
  return rules.map(({ name }) => name.replace(`gatewatch-${homeRegion}-`, '')).sort();
}

/** Those that listen; schedules do not. */
function rulesOf(template: Template | undefined): readonly ListeningRule[] {
  if (template === undefined) return [];
  return Object.values(resourcesOf(template, 'AWS::Events::Rule'))
    .filter(({ Properties }) => Properties.EventPattern !== undefined)
    .map(({ Properties: { Name, EventBusName, EventPattern, Targets } }) => ({
      name: Name,
      onHub: EventBusName !== undefined,
      pattern: deployed(EventPattern),
      forwards: JSON.stringify(Targets).includes(':event-bus/gatewatch-hub'),
    }));
}

/** With `<StateTable>` for the name that CloudFormation gives the table, and so on. */
function deployed(json: Json): Json {
  if (Array.isArray(json)) return json.map(deployed);
  if (!isObject(json)) return json;
  if (typeof json['Ref'] === 'string') return `<${json['Ref'].replace(/[0-9A-F]{8}$/, '')}>`;
  return Object.fromEntries(Object.entries(json).map(([name, of]) => [name, deployed(of)]));
}
