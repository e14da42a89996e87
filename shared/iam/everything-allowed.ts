import type { Permissions } from './decision.ts';

/** Policies of somebody whose owner may give it whatever he likes, so that only the other side's policies count. */
export function everythingAllowed(principalArn: string): Permissions {
  return { principalArn, identity: [{ name: 'everything', document }] };
}

const all = { negated: false, values: ['*'] };

/** One object, so that it is compiled once. */
const document = {
  version: '2012-10-17',
  statements: [{ effect: 'Allow' as const, actions: all, resources: all, conditions: [] }],
};
