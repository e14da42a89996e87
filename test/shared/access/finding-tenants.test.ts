import { describe, expect, test } from 'vitest';
import { findingTenants } from '../../../shared/access/finding-tenants.ts';
import type { Owned } from '../../../shared/model/finding.ts';
import { plainConfig } from '../../support/config.ts';

const ledger = 'arn:aws:iam::111122223333:role/ledger';
const tenants = {
  payments: { namespaces: ['payments-*'], principals: [ledger], groups: ['payments-devs'] },
  search: { namespaces: ['search'], principals: [], groups: [] },
};

/** A finding about a cluster, which is nobody's, with something changed. */
function about(changes: Partial<Owned>): readonly string[] {
  const cluster = 'arn:aws:eks:eu-west-1:111122223333:cluster/prod';
  const resource = { type: 'AWS::EKS::Cluster', id: cluster };
  return findingTenants(
    { ...plainConfig, tenants },
    { resource, subject: cluster, evidence: {}, ...changes },
  );
}

const inside = (id: string) => ({ resource: { type: 'Kubernetes::SecretStore', id } });

describe('a finding is a tenant’s', () => {
  test.each<[string, Partial<Owned>]>([
    ['by the principal that it is about', { resource: { type: 'AWS::IAM::Role', id: ledger } }],
    ['by the subject', { subject: ledger }],
    ['by the document that a statement stands in', { subject: `${ledger}#Statement1` }],
    ['by the principal of its evidence', { evidence: { principalArn: ledger } }],
    ['by the role of its evidence', { evidence: { roleArn: ledger } }],
    ['by one of several subjects', { evidence: { subject: ['group:ops', ledger] } }],
    ['by a group', { subject: 'group:payments-devs' }],
    ['by a service account', { subject: 'system:serviceaccount:payments-api:default' }],
    ['by the namespace of an object', inside('payments-api/store')],
    ['by a namespace itself', { resource: { type: 'Kubernetes::Namespace', id: 'payments-api' } }],
    ['by the namespace of its evidence', { evidence: { namespace: 'payments-api' } }],
    [
      'by the namespace of one of its service accounts',
      { evidence: { serviceAccounts: ['ops/a', 'payments-api/b'] } },
    ],
    ['by the name of the tenant', { evidence: { tenant: 'payments' } }],
    ['by the name of one of several', { evidence: { tenants: ['payments'] } }],
    [
      'by the namespaces of an access policy',
      { evidence: { accessScope: { type: 'namespace', namespaces: ['ops', 'payments-api'] } } },
    ],
  ])('%s', (_, changes) => {
    expect(about(changes)).toEqual(['payments']);
  });

  test('and another’s, where it is about both', () => {
    expect(about({ evidence: { namespace: ['search', 'payments-api'] } })).toEqual([
      'payments',
      'search',
    ]);
  });
});

test('a tenant of all namespaces owns what stands in one, and nothing else', () => {
  const all = { all: { namespaces: ['*'], principals: [], groups: [] } };
  const of = (changes: Partial<Owned>) => {
    const resource = { type: 'AWS::EKS::Cluster', id: 'prod' };
    const finding = { resource, subject: 'prod', evidence: {}, ...changes };
    return findingTenants({ ...plainConfig, tenants: all }, finding);
  };
  expect(of({ subject: 'a#b' })).toEqual([]);
  expect(of({ evidence: { serviceAccounts: ['/x', 'x'] } })).toEqual(['all']);
  expect(of({ evidence: { serviceAccounts: ['x'] } })).toEqual([]);
  expect(of({ evidence: { namespace: [7, null], roleArn: 7 } })).toEqual([]);
  expect(of(inside('store'))).toEqual([]);
  expect(of(inside('shop/store'))).toEqual(['all']);
});

describe('a finding is nobody’s', () => {
  test.each<[string, Partial<Owned>]>([
    ['about a cluster', {}],
    ['about somebody else', { subject: `${ledger}-reader` }],
    ['in a namespace that no pattern matches', inside('paymentsapi/store')],
    ['about an object of the cluster with a tenant’s name', inside('search')],
    [
      'about a thing of AWS with a slash in its name',
      { resource: { type: 'AWS::EKS::Nodegroup', id: 'search/workers' } },
    ],
    ['about a user who is called as a group', { subject: 'payments-devs' }],
    ['over the whole cluster', { evidence: { accessScope: { type: 'cluster', namespaces: [] } } }],
    ['with evidence of another shape', { evidence: { accessScope: 'search', namespace: 7 } }],
    ['with evidence of nothing', { evidence: { accessScope: null } }],
    ['with a service account that has no namespace', { evidence: { serviceAccounts: 'search' } }],
  ])('%s', (_, changes) => {
    expect(about(changes)).toEqual([]);
  });
});
