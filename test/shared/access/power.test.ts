import { expect, test } from 'vitest';
import { reachOf } from '../../../shared/access/power.ts';
import { powerLevels } from '../../../shared/model/power.ts';
import { namespaces, wholeCluster } from '../../support/eks.ts';

test('levels rise from nothing to cluster admin', () => {
  expect(powerLevels).toEqual([
    'none',
    'read',
    'write',
    'secrets',
    'namespace-admin',
    'cluster-admin-equivalent',
    'cluster-admin',
  ]);
});

test.each([
  ['the cluster', wholeCluster, { kind: 'cluster' }],
  [
    'the cluster, whatever namespaces it lists',
    { type: 'cluster', namespaces: ['a'] },
    { kind: 'cluster' },
  ],
  ['namespaces', namespaces('a', 'b-*'), { kind: 'namespaces', namespaces: ['a', 'b-*'] }],
  ['no namespace', namespaces(), { kind: 'namespaces', namespaces: [] }],
  ['every namespace, which is the cluster', namespaces('a', '*'), { kind: 'cluster' }],
  ['every namespace, said twice', namespaces('**'), { kind: 'cluster' }],
  [
    'a pattern that only ends in a star',
    namespaces('a*'),
    { kind: 'namespaces', namespaces: ['a*'] },
  ],
  [
    'a pattern that only begins with one',
    namespaces('*a'),
    { kind: 'namespaces', namespaces: ['*a'] },
  ],
  ['what nobody knew when this was written', { type: 'label', namespaces: ['*'] }, undefined],
])('a scope of %s', (_, scope, expected) => {
  expect(reachOf(scope)).toEqual(expected);
});
