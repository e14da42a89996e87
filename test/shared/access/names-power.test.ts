import { expect, test } from 'vitest';
import { namesPower } from '../../../shared/access/names-power.ts';
import type { AwsAuthRole } from '../../../shared/model/aws-auth.ts';
import { roleLine } from '../../support/aws-auth.ts';
import { factsFrom } from '../../support/facts.ts';
import { clusterRole, clusterRoleBinding, group, rule, user } from '../../support/rbac.ts';
import { inCluster, payments } from '../../support/rbac-cases.ts';

const ci = 'arn:aws:iam::012345678901:role/ci';

/** The level of a line, in a cluster where these are bound. */
function level(mapping: AwsAuthRole, ...bound: readonly (readonly [string, 'all' | 'reader'])[]) {
  const rbac = inCluster({
    clusterRoles: [
      clusterRole('all', rule('*', '*', { apiGroups: ['*'] })),
      clusterRole('reader', rule('get', 'pods')),
    ],
    clusterRoleBindings: bound.map(([name, role]) =>
      clusterRoleBinding(name, role, name.startsWith('user ') ? user(name.slice(5)) : group(name)),
    ),
  });
  const { facts } = factsFrom({ facts: rbac });
  return namesPower(facts, payments, mapping)?.level;
}

test('a line is as strong as the strongest of its groups and its username', () => {
  expect(level(roleLine(ci, { groups: ['ops', 'devs'] }), ['devs', 'reader'])).toBe('read');
  expect(
    level(
      roleLine(ci, { username: 'ci', groups: ['devs'] }),
      ['devs', 'reader'],
      ['user ci', 'all'],
    ),
  ).toBe('cluster-admin');
});

test('what everybody may do counts', () => {
  expect(level(roleLine(ci), ['system:authenticated', 'reader'])).toBe('read');
});

test('a username that is not the same for everybody does not count', () => {
  const username = 'ci:{{SessionName}}';
  expect(level(roleLine(ci, { username }), [`user ${username}`, 'all'])).toBeUndefined();
});

test('no bindings are asked for system:masters', () => {
  const mapping = roleLine(ci, { groups: ['system:masters'] });
  expect(namesPower(factsFrom({}).facts, payments, mapping)).toEqual({
    level: 'cluster-admin',
    reach: { kind: 'cluster' },
  });
});
