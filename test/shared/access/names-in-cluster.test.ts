import { expect, test } from 'vitest';
import {
  clusterRoleNames,
  roleNames,
  serviceAccountNames,
} from '../../../shared/access/names-in-cluster.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { factsFrom, gone, known } from '../../support/facts.ts';
import { payments, serviceAccount } from '../../support/operators.ts';
import { clusterRole, role } from '../../support/rbac.ts';

test('what is in a namespace is named with it', () => {
  const { facts } = factsFrom({
    facts: [
      known(factKeys.serviceAccounts(payments), [serviceAccount('shop', 'web')]),
      known(factKeys.rbacClusterRoles(payments), [clusterRole('view')]),
      known(factKeys.rbacRoles(payments), [role('shop/view'), role('bank/view')]),
    ],
  });
  expect(serviceAccountNames(facts, payments)).toEqual(new Set(['shop/web']));
  expect(clusterRoleNames(facts, payments)).toEqual(new Set(['view']));
  expect(roleNames(facts, payments)).toEqual(new Set(['shop/view', 'bank/view']));
});

test('what went away with its cluster has no names', () => {
  const { facts } = factsFrom({ facts: [gone(factKeys.serviceAccounts(payments))] });
  expect(serviceAccountNames(facts, payments)).toEqual(new Set());
});
