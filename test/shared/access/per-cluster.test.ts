import { expect, test } from 'vitest';
import { perCluster } from '../../../shared/access/per-cluster.ts';
import { factsFrom } from '../../support/facts.ts';

const payments = { region: 'eu-west-1', name: 'payments' };

test('work is done once for each cluster, whichever name or Region tells it from others', () => {
  const { facts } = factsFrom({});
  const placeOf = perCluster((_, cluster) => ({ place: cluster }));
  const first = placeOf(facts, payments);
  expect(placeOf(facts, { ...payments })).toBe(first);
  expect(placeOf(facts, { ...payments, region: 'us-east-1' })).toEqual({
    place: { region: 'us-east-1', name: 'payments' },
  });
  expect(placeOf(facts, { ...payments, name: 'shop' })).toEqual({
    place: { region: 'eu-west-1', name: 'shop' },
  });
});

test('other facts are other work', () => {
  const tenantsOf = perCluster((facts) => facts.config().tenants);
  const tenants = { shop: { namespaces: ['shop'], principals: [], groups: [] } };
  expect(tenantsOf(factsFrom({}).facts, payments)).toEqual({});
  expect(tenantsOf(factsFrom({ config: { tenants } }).facts, payments)).toEqual(tenants);
});
