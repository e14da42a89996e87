import { describe, expect, test } from 'vitest';
import { whyTenantsShare } from '../../../shared/access/tenants-share.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { plainConfig } from '../../support/config.ts';
import { denied, factsFrom, type KnownFact, known } from '../../support/facts.ts';
import { payments } from '../../support/operators.ts';

const tenants = {
  red: { namespaces: ['red', 'red-*'], principals: [], groups: [] },
  blue: { namespaces: ['blue-*'], principals: [], groups: [] },
};

describe('a cluster is shared', () => {
  test('by two tenants who have namespaces in it', () => {
    expect(why('red', 'blue-web')).toBe('tenants share the cluster');
  });

  test('by a tenant with whoever has another namespace', () => {
    expect(why('red-web', 'kube-system', 'shop')).toBe('tenant red shares the cluster with others');
  });

  test('as far as anybody knows, where its namespaces were not read', () => {
    expect(ask([denied(factKeys.namespaces(payments))])).toBe(
      'nobody knows whether tenants share the cluster',
    );
  });
});

describe('a cluster is not shared', () => {
  test('where no tenant has a namespace', () => {
    expect(why('shop', 'default', 'redundant')).toBeUndefined();
  });

  test('where one tenant has it beside what runs the cluster', () => {
    const own = ['red', 'red-web', 'default', 'kube-system', 'kube-public', 'flux-system'];
    expect(why(...own)).toBeUndefined();
  });

  test('where nobody is configured as a tenant, whatever is not read', () => {
    expect(ask([denied(factKeys.namespaces(payments))], {})).toBeUndefined();
  });
});

function why(...names: readonly string[]) {
  const namespaces = names.map((name) => ({ name, labels: {} }));
  return ask([known(factKeys.namespaces(payments), namespaces)]);
}

function ask(facts: readonly KnownFact[], configured: typeof plainConfig.tenants = tenants) {
  const config = { tenants: configured, sensitiveNamespaces: ['flux-system'] };
  return whyTenantsShare(factsFrom({ config, facts }).facts, payments);
}
