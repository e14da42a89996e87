import fc from 'fast-check';
import type { Deed } from './deeds.ts';
import type { Fault } from './faults.ts';
import type { Plan } from './ground.ts';
import type { Step } from './simulation.ts';
import type { PolicyName, Reach, TrustName } from './world.ts';

const cluster = fc.constantFrom('prod', 'prod', 'dev');
const role = fc.constantFrom('app', 'ops');
const trust = fc.constantFrom<TrustName>('account', 'open', 'any audience', 'held');
const document = fc.constantFrom<PolicyName>('harmless', 'escalating', 'admin');

function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

const policy: fc.Arbitrary<Deed> = fc
  .record({
    kind: fc.constant('policy'),
    cluster,
    role,
    policy: fc.constantFrom('AmazonEKSClusterAdminPolicy', 'AmazonEKSAdminViewPolicy'),
    reach: maybe(fc.constantFrom<Reach>('cluster', 'cluster', 'namespace')),
  })
  .map(({ reach, ...rest }) => ({ ...rest, ...(reach === undefined ? {} : { reach }) }) as Deed);

const inline: fc.Arbitrary<Deed> = fc
  .record({
    kind: fc.constant('inline'),
    role,
    name: fc.constantFrom('one', 'two'),
    document: maybe(document),
  })
  .map(({ document: what, ...rest }) => ({ ...rest, ...(what && { document: what }) }) as Deed);

const association: fc.Arbitrary<Deed> = fc
  .record({ kind: fc.constant('association'), cluster, role: maybe(role) })
  .map(({ role: of, ...rest }) => ({ ...rest, ...(of && { role: of }) }) as Deed);

const attached: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constant('attached'),
  role,
  policy: fc.constantFrom('shared', 'AdministratorAccess'),
  on: fc.boolean(),
});

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: policy },
  fc.record({ kind: fc.constant('entry'), cluster, role }),
  fc.record({ kind: fc.constant('groups'), cluster, role, groups: fc.subarray(['a', 'b']) }),
  fc.record({ kind: fc.constant('role'), role, trust }),
  fc.record({ kind: fc.constant('trust'), role, trust }),
  inline,
  attached,
  fc.record({ kind: fc.constant('document'), document }),
  fc.record({
    kind: fc.constant('client'),
    id: fc.constantFrom('sts.amazonaws.com', 'elsewhere'),
    on: fc.boolean(),
  }),
  association,
  fc.record({ kind: fc.constant('cluster'), cluster }),
);

/** What happens, every event and look delivered at least so often. */
export function steps(leastDeliveries: 0 | 1): fc.Arbitrary<readonly Step[]> {
  const deliveries = fc.integer({ min: leastDeliveries, max: 2 });
  const by = fc.constantFrom('alice', 'bob', 'carol');
  const done = fc.record({ kind: fc.constant('deed'), by, deed, deliveries });
  const seconds = fc.constantFrom(1, 46, 400);
  const wait = fc.record({ kind: fc.constant('wait'), seconds, deliveries });
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 6, arbitrary: done },
    { weight: 2, arbitrary: wait },
    fc.constantFrom<Step>({ kind: 'sweep' }, { kind: 'alert' }),
  );
  return fc.array(step, { minLength: 1, maxLength: 16, size: 'max' });
}

/** One in ten fails. */
const faults: fc.Arbitrary<readonly Fault[]> = fc.array(
  fc.constantFrom<Fault>(...Array<Fault>(36).fill('none'), 'before', 'after', 'middle', 'fails'),
  { maxLength: 200, size: 'max' },
);

/** One in ten. */
export const throttled: fc.Arbitrary<readonly boolean[]> = fc.array(
  fc.integer({ min: 0, max: 9 }).map((number) => number === 9),
  { maxLength: 100, size: 'max' },
);

export const neverThrottled: fc.Arbitrary<readonly boolean[]> = fc.constant([]);

/** A random estate and what is to be suffered, with the calls of sweeps throttled as given. */
export function plan(sweeps: fc.Arbitrary<readonly boolean[]>): fc.Arbitrary<Plan> {
  const estate = fc.array(deed, { maxLength: 5, size: 'max' });
  return fc.record({ estate, faults, throttled: fc.record({ events: throttled, sweeps }) });
}
