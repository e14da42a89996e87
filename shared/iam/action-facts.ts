import { actionTable } from './action-table.ts';
import {
  type ActionFacts,
  type PackedService,
  type ServiceFacts,
  unpackService,
} from './packed-actions.ts';
import { matchesWildcard } from './wildcard.ts';

/** The facts of an action given as `service:Name` in any case; undefined when the table knows no such action. */
export function actionFacts(action: string): ActionFacts | undefined {
  const wanted = action.toLowerCase();
  return factsOf(serviceOf(wanted))?.actions.get(wanted);
}

/** Every action of a service as `service:Name`, sorted; undefined when the table lacks the service. */
export function actionsOf(service: string): readonly string[] | undefined {
  const facts = factsOf(service.toLowerCase());
  return facts && namesOf(facts);
}

/**
 * The ARN of a resource type with its variables, as `arn:${Partition}:eks:${Region}:${Account}:cluster/${ClusterName}`;
 * undefined when the table knows no such type. `type` is spelled as in `resourceTypes`.
 */
export function resourceArnPattern(service: string, type: string): string | undefined {
  return factsOf(service.toLowerCase())?.arns.get(type);
}

/**
 * The known actions that a pattern of an `Action` element covers, as `service:Name`. Undefined when it names
 * a service that the table lacks; a wildcard in the service's place reaches no further than the table.
 */
export function expandActions(pattern: string): readonly string[] | undefined {
  const wanted = pattern.toLowerCase();
  const service = serviceOf(wanted);
  const among = /[*?]/.test(service) ? [...packedServices()].flatMap(namesIn) : actionsOf(service);
  return among?.filter((name) => matchesWildcard(wanted, name.toLowerCase()));
}

function serviceOf(action: string): string {
  return action.replace(/:.*/s, '');
}

/** Made when first asked for: a bundle keeps the table compressed. */
let packed: ReadonlyMap<string, PackedService> | undefined;

function packedServices(): ReadonlyMap<string, PackedService> {
  packed ??= new Map(Object.entries(actionTable.services));
  return packed;
}

/** Most runs ask about a few services only, again and again. */
const unpacked = new Map<string, ServiceFacts>();

function factsOf(service: string): ServiceFacts | undefined {
  const found = packedServices().get(service);
  return found && unpack(service, found);
}

function unpack(service: string, packed: PackedService): ServiceFacts {
  const before = unpacked.get(service);
  if (before !== undefined) return before;
  const facts = unpackService(service, packed);
  unpacked.set(service, facts);
  return facts;
}

function namesIn([service, packed]: readonly [string, PackedService]): readonly string[] {
  return namesOf(unpack(service, packed));
}

function namesOf({ actions }: ServiceFacts): readonly string[] {
  return [...actions.values()].map(({ name }) => name);
}
