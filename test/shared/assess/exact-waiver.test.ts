import { describe, expect, it } from 'vitest';
import { alsoCovered, exactWaiver } from '../../../shared/assess/exact-waiver.ts';
import { matchesWaiver } from '../../../shared/assess/waivers.ts';
import { content } from '../report/sample.ts';

const given = { reason: 'why', owner: 'who', expires: '2026-12-31' };
const role = 'arn:aws:iam::111122223333:role/ci';
const cluster = 'arn:aws-cn:eks:cn-north-1:111122223333:cluster/prod';

describe('exactWaiver', () => {
  it.each([
    [
      'an entry of a cluster, whose ARN has no Region',
      { subject: role, region: 'eu-west-1', clusterName: 'prod' },
      { subject: role, cluster: 'prod', region: 'eu-west-1' },
    ],
    [
      'a cluster, whose ARN has its Region',
      { subject: cluster, region: 'cn-north-1', clusterName: 'prod' },
      { subject: cluster, cluster: 'prod' },
    ],
    [
      'something in a Region',
      { subject: 'x', region: 'eu-west-1' },
      { subject: 'x', region: 'eu-west-1' },
    ],
    ['something in IAM', { subject: role, region: 'global' }, { subject: role }],
  ])('of %s', (_, place, narrowed) => {
    const { clusterName: _name, ...anywhere } = content({ ruleId: 'r' });
    const finding = { ...anywhere, ...place };
    const waiver = exactWaiver(finding, given);
    expect(waiver).toEqual({ rule: 'r', ...narrowed, ...given });
    expect(matchesWaiver(waiver, finding)).toBe(true);
  });
});

it('a waiver covers also what the same subject does wrong otherwise, and nothing elsewhere', () => {
  const finding = content({ id: 'a' });
  const others = [
    content({ id: 'b' }),
    content({ id: 'c', clusterName: 'another' }),
    content({ id: 'd', ruleId: 'another' }),
  ];
  const covered = alsoCovered([finding, ...others], exactWaiver(finding, given), finding);
  expect(covered.map(({ id }) => id)).toEqual(['b']);
});
