import { describe, expect, it } from 'vitest';
import { consoleLinks, objectLink, presignCommand } from '../../../shared/report/links.ts';
import {
  content,
  elsewhere,
  modeFinding,
  terraform,
  trailFinding,
  trustFinding,
} from './sample.ts';

const cluster =
  'https://eu-west-1.console.aws.amazon.com/eks/clusters/payments-prod?region=eu-west-1&selectedTab=cluster-access-tab';
const role = 'https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/roles/details/ci';

describe('consoleLinks', () => {
  it('leads to the cluster, the role of an entry, and the event', () => {
    expect(consoleLinks('aws', content(), terraform)).toEqual([
      cluster,
      role,
      'https://eu-west-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-west-1#/events/7d9e1f00-1111-2222-3333-444455556666',
    ]);
  });

  it('has no event without an actor', () => {
    expect(consoleLinks('aws', content())).toEqual([cluster, role]);
  });

  it('has no event of an audit log, of which CloudTrail knows nothing', () => {
    const actor = { ...terraform, clusterName: 'payments-prod' };
    expect(consoleLinks('aws', content(), actor)).toEqual([cluster, role]);
  });

  it('has no role where the finding is about none', () => {
    expect(consoleLinks('aws', modeFinding)).toEqual([cluster]);
    const user = { type: 'AWS::EKS::AccessEntry', id: 'arn:aws:iam::011122223333:user/zoe' };
    expect(consoleLinks('aws', content({ resource: user }))).toEqual([cluster]);
  });

  it('names a role without its path', () => {
    expect(consoleLinks('aws', elsewhere(trustFinding))).toEqual([
      'https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/roles/details/payments-writer',
    ]);
  });

  it('has nothing for the account as a whole', () => {
    expect(consoleLinks('aws', elsewhere(trailFinding))).toEqual([]);
  });

  it('uses the console and the IAM Region of the partition', () => {
    const gov = {
      ...content({ region: 'us-gov-east-1' }),
      resource: { type: 'AWS::EKS::AccessEntry', id: 'arn:aws-us-gov:iam::011122223333:role/ci' },
    };
    expect(consoleLinks('aws-us-gov', gov)).toEqual([
      'https://us-gov-east-1.console.amazonaws-us-gov.com/eks/clusters/payments-prod?region=us-gov-east-1&selectedTab=cluster-access-tab',
      'https://us-gov-west-1.console.amazonaws-us-gov.com/iam/home?region=us-gov-west-1#/roles/details/ci',
    ]);
  });

  it('has none where the console’s host is not known', () => {
    expect(consoleLinks('aws-iso', content(), terraform)).toEqual([]);
  });

  it('escapes what would change the link', () => {
    expect(
      consoleLinks('aws', elsewhere(content({ region: 'eu-west-1' })), {
        ...terraform,
        eventId: 'a/b?c#d',
      })[1],
    ).toBe(
      'https://eu-west-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-west-1#/events/a%2Fb%3Fc%23d',
    );
    expect(consoleLinks('aws', content({ clusterName: 'a?b\ud800' }))[0]).toContain(
      '/clusters/a%3Fb%EF%BF%BD?',
    );
  });

  it('does not follow what is no Region', () => {
    for (const region of ['evil.example/', 'eu', 'eu-west-1.evil', 'x/eu-west-1', '']) {
      expect(consoleLinks('aws', content({ region }), { ...terraform, region })).toEqual([role]);
    }
  });

  it('makes no link of an absurdly long name', () => {
    const long = (length: number) => {
      const name = 'n'.repeat(length);
      const resource = { type: 'AWS::IAM::Role', id: `arn:aws:iam::011122223333:role/${name}` };
      return consoleLinks('aws', content({ clusterName: name, resource }), {
        ...terraform,
        eventId: name,
      });
    };
    expect(long(128)).toHaveLength(3);
    expect(long(129)).toEqual([]);
  });
});

describe('objectLink', () => {
  it('leads to the object in the S3 console of the partition', () => {
    expect(objectLink('aws', 'eu-west-1', 's3://bucket/reports/a b/report.html')).toBe(
      'https://eu-west-1.console.aws.amazon.com/s3/object/bucket?region=eu-west-1&prefix=reports/a%20b/report.html',
    );
    expect(objectLink('aws-cn', 'cn-north-1', 's3://bucket/report.html')).toBe(
      'https://cn-north-1.console.amazonaws.cn/s3/object/bucket?region=cn-north-1&prefix=report.html',
    );
  });

  it.each([
    ['the console of the partition is not known', 'aws-iso', 'us-iso-east-1', 's3://bucket/a'],
    ['it is no object', 'aws', 'eu-west-1', 'report.html'],
    ['it is a bucket', 'aws', 'eu-west-1', 's3://bucket/'],
    ['the Region is none', 'aws', 'evil.example/', 's3://bucket/a'],
  ])('is none where %s', (_, partition, region, location) => {
    expect(objectLink(partition, region, location)).toBeUndefined();
  });
});

it('makes a link for a quarter of an hour by a command that names the Region', () => {
  expect(presignCommand('eu-west-1', 's3://bucket/report.html')).toBe(
    'aws s3 presign s3://bucket/report.html --expires-in 900 --region eu-west-1',
  );
});
