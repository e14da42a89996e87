import { expect, test } from 'vitest';
import { unread } from '../../../shared/access/facts.ts';
import { handsOut } from '../../../shared/access/group-sources.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { denied, factsFrom, gone, type KnownFact, known } from '../../support/facts.ts';
import { inCluster, payments, withFacts } from '../../support/rbac-cases.ts';

const arn = 'arn:aws:iam::012345678901:role/ci';
const entries = [
  known(factKeys.accessEntries(payments), [arn]),
  known(factKeys.accessEntry(payments, arn), {
    principalArn: arn,
    type: 'STANDARD',
    kubernetesGroups: ['by-entry'],
    username: 'ci',
    createdAt: 1_793_534_400,
  }),
];
const mapping = { place: 0, username: 'ci', groups: ['by-role'] };
const awsAuth = known(factKeys.awsAuth(payments), {
  data: {},
  mappings: {
    roles: [{ ...mapping, roleArn: arn }],
    users: [{ ...mapping, userArn: 'arn:aws:iam::012345678901:user/ana', groups: ['by-user'] }],
    accounts: [],
    faults: [],
  },
});

function groupsIn(
  mode: 'API' | 'API_AND_CONFIG_MAP' | 'CONFIG_MAP',
  ...facts: readonly KnownFact[]
) {
  const all = withFacts(inCluster({}, mode), ...entries, awsAuth, ...facts);
  const { facts: asked } = factsFrom({ facts: all });
  const isHandedOut = (group: string) => asked.ifRead(() => handsOut(asked, payments, group));
  return [
    isHandedOut('by-nobody') !== unread,
    ...['by-entry', 'by-role', 'by-user'].filter((group) => isHandedOut(group) === true),
  ];
}

test('groups come from access entries and from aws-auth, as far as the mode honours them', () => {
  expect(groupsIn('API')).toEqual([true, 'by-entry']);
  expect(groupsIn('API_AND_CONFIG_MAP')).toEqual([true, 'by-entry', 'by-role', 'by-user']);
  expect(groupsIn('CONFIG_MAP')).toEqual([true, 'by-role', 'by-user']);
});

test('what went away meanwhile hands out nothing', () => {
  expect(groupsIn('API', gone(factKeys.accessEntry(payments, arn)))).toEqual([true]);
  expect(groupsIn('API', gone(factKeys.cluster(payments)))).toEqual([
    true,
    'by-entry',
    'by-role',
    'by-user',
  ]);
});

test('what was not read hands out nothing, and is not complete', () => {
  const noAwsAuth = denied(factKeys.awsAuth(payments));
  expect(groupsIn('API', noAwsAuth)).toEqual([true, 'by-entry']);
  expect(groupsIn('API_AND_CONFIG_MAP', noAwsAuth)).toEqual([false, 'by-entry']);
  expect(groupsIn('CONFIG_MAP', gone(factKeys.awsAuth(payments)))).toEqual([true]);
  const noEntries = denied(factKeys.accessEntries(payments));
  expect(groupsIn('API_AND_CONFIG_MAP', noEntries)).toEqual([false, 'by-role', 'by-user']);
  const noCluster = denied(factKeys.cluster(payments));
  expect(groupsIn('API', noCluster)).toEqual([false, 'by-entry', 'by-role', 'by-user']);
});
