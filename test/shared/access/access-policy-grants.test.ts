import { expect, test } from 'vitest';
import {
  grantEvidence,
  powerOf,
  powersOf,
  whyReachIsUnknown,
} from '../../../shared/access/access-policy-grants.ts';
import { namespaces, policy, wholeCluster } from '../../support/eks.ts';

const cluster = { kind: 'cluster' } as const;
const odd = policy('AmazonEKSViewPolicy', { type: 'label', namespaces: [] });

test.each([
  ['AmazonEKSClusterAdminPolicy', wholeCluster, { level: 'cluster-admin', reach: cluster }],
  [
    'AmazonEKSClusterAdminPolicy',
    namespaces('a'),
    { level: 'namespace-admin', reach: { kind: 'namespaces', namespaces: ['a'] } },
  ],
  ['AmazonEKSClusterAdminPolicy', namespaces('*'), { level: 'cluster-admin', reach: cluster }],
  ['AmazonEKSEditPolicy', wholeCluster, { level: 'cluster-admin-equivalent', reach: cluster }],
  ['AmazonEKSViewPolicy', wholeCluster, { level: 'read', reach: cluster }],
  ['AmazonEKSEventPolicy', wholeCluster, undefined],
  ['AmazonEKSTomorrowPolicy', wholeCluster, undefined],
  ['AmazonEKSViewPolicy', { type: 'label', namespaces: [] }, undefined],
])('%s over %j', (name, scope, expected) => {
  expect(powerOf(policy(name, scope))).toEqual(expected);
});

test('a policy is known by its ARN, not by a name in another ARN', () => {
  const policyArn = 'arn:aws:iam::aws:policy/AmazonEKSViewPolicy';
  expect(powersOf({ policyArn, accessScope: wholeCluster })).toBeUndefined();
  expect(powersOf(policy('AmazonEKSViewPolicy', wholeCluster))?.cluster).toBe('read');
});

test('the first scope that nobody knows is named', () => {
  const known = policy('AmazonEKSViewPolicy', wholeCluster);
  expect(whyReachIsUnknown([known, odd])).toBe(
    'access scope type label of arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy is not known',
  );
  expect(whyReachIsUnknown([known])).toBeUndefined();
});

test('a grant is the same evidence in whatever order its namespaces come', () => {
  expect(grantEvidence('p', policy('AmazonEKSViewPolicy', namespaces('b', 'a')))).toEqual({
    principalArn: 'p',
    policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
    accessScope: { type: 'namespace', namespaces: ['a', 'b'] },
  });
});
