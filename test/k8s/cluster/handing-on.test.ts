import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { callerOf } from '../../../shared/kubernetes/caller.ts';
import { covers } from '../../../shared/kubernetes/covers.ts';
import { allows, rulesOf } from '../../../shared/kubernetes/rbac.ts';
import { indexRbac, type RbacIndex } from '../../../shared/kubernetes/rbac-index.ts';
import type { PolicyRule } from '../../../shared/model/kubernetes.ts';
import { callApi } from './call-api.ts';
import { installWorld } from './install-world.ts';
import { administrator, readRbac } from './rbac-cluster.ts';
import { anyRule } from './rbac-world.ts';

const { seed = 20_261_126 } = fc.readConfigureGlobal();
const group = 'rbac.authorization.k8s.io';

const createsRoles: PolicyRule = {
  ...{ verbs: ['create'], apiGroups: [group], resources: ['clusterroles'] },
  ...{ resourceNames: [], nonResourceURLs: [] },
};

/** What somebody has, and what they want to put into a role: part of it, or anything. */
const cases = fc.array(anyRule, { minLength: 1, maxLength: 3 }).chain((owned) =>
  fc.record({
    owned: fc.constant(owned),
    wanted: fc.oneof(anyRule, { weight: 2, arbitrary: fc.constantFrom(...owned).chain(partOf) }),
  }),
);

function partOf(rule: PolicyRule): fc.Arbitrary<PolicyRule> {
  const part = (all: readonly string[]) => fc.shuffledSubarray([...all], { minLength: 1 });
  const isUrls = rule.nonResourceURLs.length > 0;
  return fc.record({
    verbs: part(rule.verbs),
    apiGroups: isUrls ? fc.constant([]) : part(rule.apiGroups),
    resources: isUrls ? fc.constant([]) : part([...rule.resources, 'deployments/scale']),
    resourceNames: isUrls
      ? fc.constant([])
      : fc.oneof(fc.constant(rule.resourceNames), fc.constant(['web'])),
    nonResourceURLs: isUrls ? part([...rule.nonResourceURLs, '/logs/a*']) : fc.constant([]),
  });
}

/** https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping */
it('whoever creates a role puts into it what we say that they have, or may escalate', async () => {
  const people = fc
    .sample(cases, { numRuns: 200, seed })
    .map(({ owned, wanted }, n) => ({ name: `hands-on-${n}`, owned, wanted }));
  const remove = await installWorld('handing-on', {
    ...{ roles: [], roleBindings: [] },
    clusterRoles: people.map(({ name, owned }) => ({
      ...{ name, labels: {}, rules: [...owned, createsRoles] },
    })),
    clusterRoleBindings: people.map(({ name }) => ({
      ...{ name, labels: {}, subjects: [{ kind: 'User', name }] },
      roleRef: { kind: 'ClusterRole', name },
    })),
  });
  onTestFinished(remove);
  const index = indexRbac(await readRbac());
  const told = people.map(({ name, wanted }) => ({
    name,
    wanted,
    may: mayHandOn(index, name, wanted),
  }));
  const seen = [];
  for (const { name, wanted } of people) {
    seen.push({ name, wanted, may: await handsOn(name, wanted) });
  }
  expect(told).toEqual(seen);
  expect(new Set(seen.map(({ may }) => may))).toEqual(new Set([true, false]));
});

function mayHandOn(index: RbacIndex, name: string, wanted: PolicyRule): boolean {
  const caller = callerOf({ kind: 'User', name });
  const owned = rulesOf(index, caller)
    .filter(({ namespace }) => namespace === undefined)
    .map(({ rule }) => rule);
  const escalate = { verb: 'escalate', apiGroup: group, resource: 'clusterroles', name: 'another' };
  return covers(owned, wanted) || allows(index, caller, escalate).length > 0;
}

async function handsOn(name: string, wanted: PolicyRule): Promise<boolean> {
  const path = `/apis/${group}/v1/clusterroles?dryRun=All`;
  const body = { metadata: { name: 'another' }, rules: [wanted] };
  const headers = { 'impersonate-user': name };
  const { status, text } = await callApi(administrator(), 'POST', path, { body, headers });
  if (status === 201) return true;
  expect({ status, text }).toEqual({
    status: 403,
    text: expect.stringContaining('attempting to grant'),
  });
  return false;
}
