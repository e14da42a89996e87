import { describe, expect, it } from 'vitest';
import { findingTenants } from '../../../shared/access/finding-tenants.ts';
import type { Json } from '../../../shared/model/json.ts';
import { plainConfig } from '../../support/config.ts';

const ci = 'arn:aws:iam::012345678901:role/ci';
const config = {
  ...plainConfig,
  tenants: {
    lumen: { namespaces: ['lumen-*'], principals: [ci], groups: [] },
    orchid: { namespaces: ['orchid'], principals: [], groups: [] },
  },
};

function tenants(evidence: Readonly<Record<string, Json>>): readonly string[] | undefined {
  return findingTenants([{ id: 'a', evidence }], config).get('a');
}

describe('the tenants of a finding', () => {
  it.each<[string, Readonly<Record<string, Json>>]>([
    ['its namespace', { namespace: 'lumen-web' }],
    ['its service accounts', { serviceAccounts: ['lumen-web/bot', 'shop/bot'] }],
    ['its own name', { tenant: 'lumen' }],
    ['its own name among others', { tenants: ['lumen'] }],
    ['its service account', { subject: 'system:serviceaccount:lumen-web:bot' }],
    ['its principal', { principalArn: ci }],
    ['its role', { roleArn: ci }],
    [
      'the scope of its access policy',
      { accessScope: { type: 'namespace', namespaces: ['lumen-a'] } },
    ],
  ])('are known by %s', (_, evidence) => {
    expect(tenants(evidence)).toEqual(['lumen']);
  });

  it('are several where it is about several, each once', () => {
    const accessScope = { type: 'namespace', namespaces: ['orchid', 'lumen-a', 'lumen-b'] };
    expect(tenants({ accessScope, principalArn: ci })).toEqual(['lumen', 'orchid']);
  });

  it.each<[string, Readonly<Record<string, Json>>]>([
    ['of nobody', { httpTokens: 'optional' }],
    ['of a namespace of no tenant', { namespace: 'kube-system' }],
    ['of another subject', { subject: 'group:ops' }],
    ['with members of other shapes', { namespace: 3, accessScope: 'all', principalArn: null }],
    ['with a list for a scope', { accessScope: ['orchid'] }],
  ])('are none %s', (_, evidence) => {
    expect(tenants(evidence)).toBeUndefined();
  });
});
