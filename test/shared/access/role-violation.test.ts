import { expect, test } from 'vitest';
import { adminViolation } from '../../../shared/access/admin-violation.ts';
import type { PublishedBy } from '../../../shared/access/published-by.ts';
import { type RoleRuleId, rbacDangers } from '../../../shared/access/rbac-dangers.ts';
import { roleViolation } from '../../../shared/access/role-violation.ts';
import { type PolicyRule, subjectName } from '../../../shared/model/kubernetes.ts';
import { factsFrom } from '../../support/facts.ts';
import { account, rule } from '../../support/rbac.ts';
import { boundWide, payments } from '../../support/rbac-cases.ts';

const volumes = rule('create,patch', 'persistentvolumes,namespaces');
const everything = rule('*', '*', { apiGroups: ['*'] });
const published = {
  controller: 'EBS CSI',
  version: '1.50.0',
  sources: ['https://example.com/csi'],
};
const csi = account('kube-system/csi');

/** What each rule says of a controller with these rules, when its makers publish those. */
function reports(
  rules: readonly PolicyRule[],
  shipped: readonly PolicyRule[],
  subject = csi,
  ids = Object.keys(rbacDangers) as readonly RoleRuleId[],
) {
  const { known } = boundWide(subject, rules);
  const { facts } = factsFrom(known);
  const publishedBy: PublishedBy = (who, needed) =>
    subjectName(who) === subjectName(csi) &&
    needed.every(({ rule: each }) => shipped.includes(each))
      ? published
      : undefined;
  const bound = { cluster: payments, subject };
  return [
    ...[...adminViolation(facts, bound, publishedBy)].map((each) => ['admin', each] as const),
    ...ids.flatMap((id) =>
      [...roleViolation(id, bound, facts, publishedBy)].map((each) => [id, each] as const),
    ),
  ].map(([id, { severity, evidence }]) => [id, severity, evidence['published']]);
}

test('one mild finding tells of all that a known controller is published to need', () => {
  expect(reports([volumes], [volumes])).toEqual([
    ['role-no-persistent-volume-create', 'LOW', published],
  ]);
});

test('what goes beyond the table is judged in full, beside the rest', () => {
  const labels = rule('patch', 'namespaces');
  expect(reports([rule('create', 'persistentvolumes'), labels], [labels])).toEqual([
    ['role-no-persistent-volume-create', 'MEDIUM', undefined],
    ['role-no-namespace-relabel', 'LOW', published],
  ]);
});

test('another account with the same rules is not the controller', () => {
  expect(reports([volumes], [volumes], account('shop/csi'))).toEqual([
    ['role-no-persistent-volume-create', 'MEDIUM', undefined],
    ['role-no-namespace-relabel', 'MEDIUM', undefined],
  ]);
});

test('a controller that is published to be cluster admin is one until it is declared', () => {
  expect(reports([everything], [everything], csi, [])).toEqual([['admin', 'MEDIUM', published]]);
  const runs = rule('create', 'pods');
  expect(reports([runs], [runs], csi, [])).toEqual([['admin', 'LOW', published]]);
  expect(reports([everything], [runs], csi, [])).toEqual([['admin', 'HIGH', undefined]]);
});

test('what a known controller ships is told whole', () => {
  const entering = rule('create', 'pods/exec,pods/portforward');
  const bound = { cluster: payments, subject: csi };
  const { facts } = factsFrom(boundWide(csi, [entering]).known);
  const [violation] = roleViolation('role-no-pod-exec', bound, facts, () => published);
  expect(violation?.message).toBe(
    'system:serviceaccount:kube-system:csi of payments in eu-west-1 can run commands in pods in the whole cluster and forward ports of pods in the whole cluster. The makers of EBS CSI ship it so.',
  );
});
