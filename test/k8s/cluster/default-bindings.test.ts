import { expect, it } from 'vitest';
import { aggregatedPowers } from '../../../shared/access/aggregated-power.ts';
import { isDefaultBinding, tamperingOf } from '../../../shared/kubernetes/shipped-bindings.ts';
import type { RoleBinding } from '../../../shared/model/kubernetes.ts';
import { readRbac } from './rbac-cluster.ts';

/** The label that the API server puts on what it makes at its start. */
function isMadeAtStart({ labels }: Pick<RoleBinding, 'labels'>): boolean {
  return labels['kubernetes.io/bootstrapping'] === 'rbac-defaults';
}

function nameOf({ namespace = '', name }: RoleBinding): string {
  return `${namespace}/${name}`;
}

it('we know every binding that the API server makes', async () => {
  const { roleBindings, clusterRoleBindings } = await readRbac();
  const made = [...roleBindings, ...clusterRoleBindings].filter(isMadeAtStart);
  expect(made.filter((each) => !isDefaultBinding(each)).map(nameOf)).toEqual([]);
  expect(made.filter((each) => tamperingOf(each) !== undefined).map(nameOf)).toEqual([]);
  expect(made.map(nameOf)).toContain('/system:controller:job-controller');
});

it('no role that the API server makes adds too much to the roles for users', async () => {
  const { clusterRoles } = await readRbac();
  const made = clusterRoles.filter(isMadeAtStart);
  expect(made.filter((role) => aggregatedPowers(role).length > 0)).toEqual([]);
  expect(made.map(({ name }) => name)).toContain('system:aggregate-to-edit');
});
