import type { Answer, Deferred, EventRequest, ReadRequest } from '../../../shared/model/reading.ts';
import type { EstateSource } from '../../../shared/ports/estate-source.ts';
import type { EventSource } from '../../../shared/ports/event-source.ts';
import { sampleAccount } from '../estate.ts';
import * as answers from './answers.ts';
import { policyArns, type World } from './world.ts';

/** The world as it is now, and what lies between a call and its answer. */
export interface Wire {
  readonly world: () => World;
  readonly clock: () => number;
  /** Resolves once the call is answered. */
  readonly call: (label: string) => Promise<'answered' | 'throttled'>;
}

/** Reads the world as the reader of events does, within six calls. */
export function eventSource(wire: Wire, asked: EventRequest[]): EventSource {
  const counter = { calls: 0 };
  return {
    read: (request, knows) => {
      asked.push(request);
      return readForEvent(asking(wire, counter, 'throw'), wire.world, request, knows);
    },
    calls: () => counter.calls,
  };
}

/** Reads the world as a sweep does. */
export function sweepSource(wire: Wire): EstateSource {
  const counter = { calls: 0 };
  return {
    account: async () => sampleAccount,
    read: (request) => readForSweep(asking(wire, counter, 'unread'), wire.world, request),
    calls: () => counter.calls,
  };
}

type Ask = (label: string, call: answers.Call, calls?: number) => Promise<readonly Answer[]>;

/** The time of a reading is taken before the call is sent; it says how the world was when it was answered. */
function asking(
  { clock, call, world }: Wire,
  counter: { calls: number },
  throttled: 'throw' | 'unread',
): Ask {
  return async (label, answer, calls = 1) => {
    const readAt = clock();
    counter.calls += calls;
    const isThrottled = (await call(label)) === 'throttled';
    if (isThrottled && throttled === 'throw') throw new Error('ThrottlingException');
    const outcome = { kind: 'unread', reason: 'ThrottlingException' } as const;
    return answer(world()).map((said) => ({ ...said, readAt, ...(isThrottled && { outcome }) }));
  };
}

async function* readForEvent(
  ask: Ask,
  world: () => World,
  request: EventRequest,
  knows: (policyArn: string) => boolean,
): AsyncGenerator<Answer | Deferred> {
  if (request.kind !== 'role') return yield* readForSweep(ask, world, request);
  const { inline = {}, attached = {} } = world().roles[request.roleName] ?? {};
  const unknown = Object.keys(attached).flatMap((name) => policyArns[name] ?? []);
  const left = unknown.filter((arn) => !knows(arn));
  const calls = 3 + Object.keys(inline).length;
  if (calls + 2 * left.length > 6) {
    yield* await ask('role', answers.roleAloneCall(request.roleName), 3);
    yield { deferred: request };
    return;
  }
  yield* await ask('role', answers.roleCall(request.roleName), calls);
  for (const arn of left) yield* await ask('policy', answers.managedPolicyCall(arn), 2);
}

async function* readForSweep(
  ask: Ask,
  world: () => World,
  request: ReadRequest,
): AsyncGenerator<Answer> {
  switch (request.kind) {
    case 'accessEntry':
      return yield* await ask(
        'entry',
        answers.entryCall(request.cluster.name, nameOf(request.principalArn)),
        2,
      );
    case 'podIdentityAssociation': {
      const account = nameOf(request.serviceAccount ?? 'payments/app');
      return yield* await ask(
        'association',
        answers.associationCall(request.cluster.name, account),
      );
    }
    case 'role':
      yield* await ask('role', answers.roleCall(request.roleName), 3);
      for (const name of Object.keys(world().roles[request.roleName]?.attached ?? {})) {
        yield* await ask('policy', answers.managedPolicyCall(policyArns[name] ?? ''), 2);
      }
      return;
    case 'managedPolicy':
      return yield* await ask('policy', answers.managedPolicyCall(request.policyArn), 2);
    case 'oidcProvider':
      return yield* await ask('provider', answers.providerCall);
    case 'iam':
      yield* await ask('iam', answers.iamCall);
      yield* await ask('providers', answers.providersCall);
      return yield* await constant(ask, request);
    case 'clusters':
      return yield* await ask('clusters', answers.clustersCall);
    case 'cluster':
      return yield* readCluster(ask, world, request.cluster.name);
    default:
      return yield* await constant(ask, request);
  }
}

async function constant(ask: Ask, request: ReadRequest): Promise<readonly Answer[]> {
  const said = await answers.constantAnswers(request);
  return ask(request.kind, () => said);
}

async function* readCluster(ask: Ask, world: () => World, name: string): AsyncGenerator<Answer> {
  yield* await ask('cluster', answers.clusterCall(name));
  if (world().clusters[name] === undefined) return;
  yield* await ask('parts', answers.emptyPartsCall(name), 0);
  const entries = await ask('list entries', answers.listCall('entries', name));
  for (const arn of itemsIn(entries)) {
    yield* await ask('entry', answers.entryCall(name, nameOf(arn)), 2);
  }
  yield* entries;
  const associations = await ask('list associations', answers.listCall('associations', name));
  for (const account of itemsIn(associations)) {
    yield* await ask('association', answers.associationCall(name, nameOf(account)));
  }
  yield* associations;
}

function itemsIn(listed: readonly Answer[]): readonly string[] {
  return listed.flatMap(({ outcome }) => (outcome.kind === 'items' ? outcome.items : []));
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
