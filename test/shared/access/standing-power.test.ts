import { describe, expect, test } from 'vitest';
import { adminText, standingPower } from '../../../shared/access/standing-power.ts';
import { namespaces, policy, wholeCluster } from '../../support/eks.ts';

const payments = { region: 'eu-west-1', name: 'payments' };

describe('standingPower', () => {
  test('is nothing without policies', () => {
    expect(standingPower([])).toEqual({});
  });

  test('is the strongest level, over all that reaches so far', () => {
    const policies = [
      policy('AmazonEKSViewPolicy', wholeCluster),
      policy('AmazonEKSAdminPolicy', namespaces('web', 'jobs')),
      policy('AmazonEKSSecretReaderPolicy', namespaces('ops')),
      policy('AmazonEKSClusterAdminPolicy', namespaces('jobs', 'api')),
    ];
    expect(standingPower(policies)).toEqual({
      strongest: {
        level: 'namespace-admin',
        reach: { kind: 'namespaces', namespaces: ['api', 'jobs', 'web'] },
      },
    });
  });

  test('is over the cluster as soon as one policy of that level is', () => {
    const policies = [
      policy('AmazonEKSViewPolicy', namespaces('web')),
      policy('AmazonEKSViewPolicy', namespaces('*')),
    ];
    expect(standingPower(policies)).toEqual({
      strongest: { level: 'read', reach: { kind: 'cluster' } },
    });
  });

  test('leaves a doubt about policies and scopes that are not known', () => {
    const future = policy('AmazonEKSFuturePolicy', wholeCluster);
    const odd = policy('AmazonEKSEditPolicy', { type: 'label', namespaces: [] });
    const view = policy('AmazonEKSViewPolicy', wholeCluster);
    const strongest = { level: 'read', reach: { kind: 'cluster' } };
    expect(standingPower([view, future])).toEqual({
      strongest,
      doubt: `what ${future.policyArn} allows is not known`,
    });
    expect(standingPower([future, odd])).toEqual({
      doubt: `access scope type label of ${odd.policyArn} is not known`,
    });
  });
});

describe('adminText', () => {
  test('says what an administrator is', () => {
    const cluster = { kind: 'cluster' } as const;
    const some = { kind: 'namespaces', namespaces: ['api', 'web'] } as const;
    expect(adminText({ level: 'cluster-admin', reach: cluster }, payments)).toBe(
      'is cluster admin of payments in eu-west-1',
    );
    expect(adminText({ level: 'cluster-admin-equivalent', reach: cluster }, payments)).toBe(
      'can become cluster admin of payments in eu-west-1',
    );
    expect(adminText({ level: 'namespace-admin', reach: some }, payments)).toBe(
      'is admin of namespace api, web of payments in eu-west-1',
    );
    expect(adminText({ level: 'cluster-admin-equivalent', reach: some }, payments)).toBe(
      'can become cluster admin of payments in eu-west-1 through namespace api, web',
    );
  });
});
