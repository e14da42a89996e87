import { expect, test } from 'vitest';
import { tenantsOf } from '../../../shared/access/tenants-of.ts';
import { plainConfig } from '../../support/config.ts';

const config = {
  ...plainConfig,
  tenants: {
    shop: { namespaces: ['shop', 'shop-*'], principals: [], groups: [] },
    bank: { namespaces: ['bank', 'shop-bank'], principals: [], groups: [] },
  },
};

test.each([
  ['shop', ['shop']],
  ['shop-test', ['shop']],
  ['shop-bank', ['bank', 'shop']],
  ['tools', []],
])('the namespace %s belongs to %j', (namespace, tenants) => {
  expect(tenantsOf(config, namespace)).toEqual(tenants);
});
