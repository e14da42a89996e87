import { describe, expect, it } from 'vitest';
import { requestedFacts } from '../../../functions/cli/requested-facts.ts';
import { createEstate, type FactMap } from '../../../shared/model/estate.ts';
import { absent, present, unread } from '../../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import type { ReadRequest } from '../../../shared/model/reading.ts';
import { sampleAccount } from '../../support/estate.ts';

const prod = { region: 'eu-west-1', name: 'prod' };
const role = 'arn:aws:iam::111122223333:role/ci';
const group = 'arn:aws:iam::111122223333:group/ops';
const user = 'arn:aws:iam::111122223333:user/alice';
const policy = 'arn:aws:iam::111122223333:policy/deploy';
const held = { inline: [], attached: [], groups: [] };
/** A value that nobody looks into. */
const some = {} as never;

function read(facts: readonly (readonly [FactKey<unknown>, unknown])[], request: ReadRequest) {
  const estate = createEstate(sampleAccount, new Map(facts) as FactMap);
  return [...requestedFacts(estate, request, 9)];
}

describe('what is read again in a replayed account', () => {
  const entries = [factKeys.accessEntries(prod), present([role], 1)] as const;
  const entry = [factKeys.accessEntry(prod, role), present(some, 1)] as const;
  const policies = [factKeys.accessPolicies(prod, role), present([], 1)] as const;

  it('of an access entry is the entry with its policies, as of now', () => {
    const request = { kind: 'accessEntry', cluster: prod, principalArn: role } as const;
    expect(read([entries, entry, policies], request)).toEqual([
      [factKeys.accessEntry(prod, role), present(some, 9)],
      [factKeys.accessPolicies(prod, role), present([], 9)],
    ]);
  });

  it('of an entry that the list does not have is absent, and unread where there is no list', () => {
    const request = { kind: 'accessEntry', cluster: prod, principalArn: user } as const;
    const keys = [factKeys.accessEntry(prod, user), factKeys.accessPolicies(prod, user)];
    expect(read([entries], request)).toEqual(keys.map((key) => [key, absent(9)]));
    expect(read([], request)).toEqual(keys.map((key) => [key, unread('not in the snapshot', 9)]));
  });

  it('of a cluster has a list that follows what came and went', () => {
    const cluster = [factKeys.cluster(prod), present(some, 1)] as const;
    const gone = [factKeys.accessEntry(prod, role), absent(2)] as const;
    const come = [factKeys.accessEntry(prod, user), present(some, 2)] as const;
    const facts = new Map(read([cluster, entries, gone, come], { kind: 'cluster', cluster: prod }));
    expect(facts.get(factKeys.accessEntries(prod))).toEqual(present([user], 9));
    expect(facts.get(factKeys.accessEntry(prod, role))).toEqual(absent(9));
  });

  it('of objects in a cluster are those of a type, or all that are known', () => {
    const awsAuth = 'k8s-aws-auth eu-west-1/prod';
    const facts = [
      [awsAuth, present(some, 1)],
      ['k8s-roles eu-west-1/prod', present([], 1)],
      ['k8s-roles eu-west-1/other', present([], 1)],
      entries,
    ] as const;
    const request = { kind: 'kubernetes', cluster: prod } as const;
    expect(read(facts, request).map(([key]) => key)).toEqual([awsAuth, 'k8s-roles eu-west-1/prod']);
    const resources = ['configmaps', 'rolebindings.rbac.authorization.k8s.io'];
    expect(read(facts, { ...request, resources })).toEqual([
      [awsAuth, present(some, 9)],
      ['k8s-rolebindings eu-west-1/prod', unread('not in the snapshot', 9)],
    ]);
  });

  it('of a cluster that is gone is that it is gone', () => {
    const facts = [[factKeys.cluster(prod), absent(1)], entries, entry] as const;
    expect(read(facts, { kind: 'cluster', cluster: prod })).toEqual([
      [factKeys.cluster(prod), absent(9)],
    ]);
  });

  it('of a node group that is new lacks what its record does not have', () => {
    const facts = [
      [factKeys.cluster(prod), present(some, 1)],
      [factKeys.nodegroups(prod), present(['old'], 1)],
      [factKeys.nodegroup(prod, 'new'), present(some, 2)],
    ] as const;
    const answers = new Map(read(facts, { kind: 'cluster', cluster: prod }));
    expect(answers.get(factKeys.metadataOptions(prod, 'new'))).toEqual(
      unread('not in the snapshot', 9),
    );
  });

  it('of a role, by its name too, are the policies that it holds, of which unknown ones are unread', () => {
    const facts = [
      [factKeys.roles(), present([role], 1)],
      [factKeys.managedPolicies(), present([], 1)],
      [factKeys.role(role), present(some, 1)],
      [factKeys.trustPolicy(role), present(some, 1)],
      [factKeys.roleLastUsed(role), present({}, 1)],
      [factKeys.rolePolicies(role), present({ ...held, boundary: policy }, 1)],
    ] as const;
    const known = read(facts, { kind: 'role', roleName: 'ci', roleArn: role });
    expect(known.map(([key]) => key)).toEqual([
      factKeys.role(role),
      factKeys.trustPolicy(role),
      factKeys.roleLastUsed(role),
      factKeys.rolePolicies(role),
      factKeys.managedPolicy(policy),
    ]);
    expect(known.at(-1)?.[1]).toEqual(unread('not in the snapshot', 9));
    expect(read(facts, { kind: 'role', roleName: 'ci' })).toEqual(known);
    expect(read(facts, { kind: 'role', roleName: 'other' })).toEqual([]);
  });

  it('of a user are the groups it is in', () => {
    const facts = [
      [factKeys.users(), present([user], 1)],
      [factKeys.groups(), present([group], 1)],
      [factKeys.user(user), present(some, 1)],
      [factKeys.userPolicies(user), present({ ...held, groups: ['ops'] }, 1)],
      [factKeys.group(group), present(some, 1)],
      [factKeys.groupPolicies(group), present(held, 1)],
    ] as const;
    const ofGroup = [factKeys.group(group), factKeys.groupPolicies(group)];
    const keys = (request: ReadRequest) => read(facts, request).map(([key]) => key);
    expect(keys({ kind: 'user', userName: 'alice' })).toEqual([
      factKeys.user(user),
      factKeys.userPolicies(user),
      ...ofGroup,
    ]);
    expect(keys({ kind: 'group', groupName: 'ops' })).toEqual(ofGroup);
  });
});
