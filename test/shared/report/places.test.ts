import { describe, expect, it } from 'vitest';
import { groupByPlace } from '../../../shared/report/places.ts';
import { content, elsewhere, trailFinding, trustFinding } from './sample.ts';

describe('groupByPlace', () => {
  it('shows clusters, then IAM, then the account', () => {
    const waiver = elsewhere(
      content({ region: 'global', resource: { type: 'Gatewatch::Waiver', id: 'w' } }),
    );
    const iam = elsewhere(trustFinding);
    const trail = elsewhere(trailFinding);
    const cluster = content({ severity: 'LOW' });
    expect(groupByPlace([iam, trail, waiver, cluster], (finding) => finding)).toEqual([
      { kind: 'cluster', region: 'eu-west-1', clusterName: 'payments-prod', items: [cluster] },
      { kind: 'iam', region: '', clusterName: '', items: [iam] },
      { kind: 'account', region: '', clusterName: '', items: [trail, waiver] },
    ]);
  });

  it('begins with the cluster of the most severe finding, then goes by Region and name', () => {
    const items = [
      content({ severity: 'HIGH', clusterName: 'z' }),
      content({ severity: 'MEDIUM', clusterName: 'b' }),
      content({ severity: 'MEDIUM', clusterName: 'a' }),
      content({ severity: 'MEDIUM', clusterName: 'c', region: 'eu-central-1' }),
      content({ severity: 'MEDIUM', clusterName: 'z' }),
    ];
    const groups = groupByPlace(items, (finding) => finding);
    expect(
      groups.map(({ region, clusterName, items: { length } }) => [region, clusterName, length]),
    ).toEqual([
      ['eu-west-1', 'z', 2],
      ['eu-central-1', 'c', 1],
      ['eu-west-1', 'a', 1],
      ['eu-west-1', 'b', 1],
    ]);
  });

  it('keeps clusters of one name in two Regions apart', () => {
    const items = [content(), content({ region: 'eu-central-1' })];
    expect(groupByPlace(items, (finding) => finding)).toHaveLength(2);
  });

  it('does not take a Regional IAM resource for the account’s IAM', () => {
    const regional = elsewhere(content({ resource: { type: 'AWS::IAM::Role', id: 'r' } }));
    expect(groupByPlace([regional], (finding) => finding)[0]?.kind).toBe('account');
  });
});
