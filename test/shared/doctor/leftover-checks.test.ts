import { describe, expect, it } from 'vitest';
import { type LookedFor, leftoverChecks } from '../../../shared/doctor/leftover-checks.ts';
import type { Leftover } from '../../../shared/model/leftover.ts';

const region = 'eu-west-1';
const role = 'arn:aws:iam::012345678901:role/gatewatch-eu-west-1-kubernetes-reader';
const key = 'arn:aws:kms:eu-west-1:012345678901:key/k-1';

function looked(...value: readonly Leftover[]): LookedFor {
  return { kind: value[0]?.kind ?? 'key', region, found: { read: true, value } };
}

describe('what is left', () => {
  it.each<[Leftover, says: string, commands: readonly string[]]>([
    [
      { kind: 'stack', name: 'Gatewatch', region },
      'The stack Gatewatch is left in eu-west-1.',
      [
        'aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name Gatewatch --region eu-west-1',
        'aws cloudformation delete-stack --stack-name Gatewatch --region eu-west-1',
      ],
    ],
    [
      { kind: 'table', name: 'Gatewatch-StateTable', region },
      'The table Gatewatch-StateTable is left in eu-west-1.',
      [
        'aws dynamodb update-table --no-deletion-protection-enabled --table-name Gatewatch-StateTable --region eu-west-1',
        'aws dynamodb delete-table --table-name Gatewatch-StateTable --region eu-west-1',
      ],
    ],
    [
      { kind: 'bucket', name: 'gatewatch-statebucket', region },
      'The bucket gatewatch-statebucket is left in eu-west-1.',
      [
        'aws s3api list-object-versions --bucket gatewatch-statebucket --region eu-west-1 --query \'[Versions,DeleteMarkers][][].[Key,VersionId]\' --output text | while read -r key version; do aws s3api delete-object --bucket gatewatch-statebucket --region eu-west-1 --key "$key" --version-id "$version"; done',
        'aws s3api delete-bucket --bucket gatewatch-statebucket --region eu-west-1',
      ],
    ],
    [
      { kind: 'key', name: key, region },
      `The key ${key} is left in eu-west-1.`,
      [`aws kms schedule-key-deletion --key-id ${key} --region eu-west-1`],
    ],
    [
      { kind: 'log group', name: 'Gatewatch-SweepLogs', region },
      'The log group Gatewatch-SweepLogs is left in eu-west-1.',
      ['aws logs delete-log-group --log-group-name Gatewatch-SweepLogs --region eu-west-1'],
    ],
    [
      {
        ...{ kind: 'subscription filter', name: 'gatewatch' },
        ...{ logGroup: '/aws/eks/payments/cluster', region },
      },
      'The subscription filter gatewatch is left in eu-west-1, of /aws/eks/payments/cluster.',
      [
        'aws logs delete-subscription-filter --log-group-name /aws/eks/payments/cluster --filter-name gatewatch --region eu-west-1',
      ],
    ],
    [
      { kind: 'access entry', name: role, cluster: 'payments', region },
      `The access entry ${role} is left in eu-west-1, of payments.`,
      [
        `aws eks delete-access-entry --cluster-name payments --principal-arn ${role} --region eu-west-1`,
      ],
    ],
  ])('%j is told with the commands that remove it', (leftover, says, commands) => {
    expect(leftoverChecks([looked(leftover)])).toMatchObject([
      { area: 'left', status: 'fault', says, commands },
    ]);
  });

  it.each<[Leftover['kind'], fix: string]>([
    [
      'stack',
      'Stacks are protected from deletion. With it go its functions, rules, queues, topics and alarms:',
    ],
    [
      'table',
      'It holds the findings, which are evidence, and nothing else has them. It is protected from deletion:',
    ],
    [
      'bucket',
      'It holds the reports and what was read of the account. Every version of every object goes first:',
    ],
    [
      'key',
      'Last of all: without it the table and the bucket are unreadable. KMS waits for 30 days:',
    ],
    ['log group', 'What it holds expires after a month; it stays by itself:'],
    [
      'subscription filter',
      'While the stack that made it is there, that makes it again within the hour: delete that stack first, or take auditLogs out of gatewatch.yaml and deploy.',
    ],
    [
      'access entry',
      'One that a stack has made goes with that stack. What kubectl has applied goes by kubectl delete -f examples/kubernetes/gatewatch-readers.yaml.',
    ],
  ])('says of a %s what goes with it', (kind, fix) => {
    const leftover = { kind, name: 'x', region, cluster: 'c', logGroup: 'g' } as Leftover;
    expect(leftoverChecks([looked(leftover)])).toMatchObject([{ fix }]);
  });

  it('is told in the order in which it is to be removed', () => {
    const kinds = ['key', 'table', 'stack', 'log group', 'bucket'] as const;
    const checks = leftoverChecks(kinds.map((kind) => looked({ kind, name: 'x', region })));
    expect(checks.map(({ id }) => id)).toEqual([
      'left stack eu-west-1 - x',
      'left log group eu-west-1 - x',
      'left table eu-west-1 - x',
      'left bucket eu-west-1 - x',
      'left key eu-west-1 - x',
    ]);
  });

  it('is ok where there is none', () => {
    expect(leftoverChecks([looked()])).toEqual([
      { id: 'key eu-west-1', area: 'left', status: 'ok', says: 'No key is left in eu-west-1.' },
    ]);
  });

  it('is unread where nobody could look', () => {
    const found = { read: false, reason: 'AccessDenied' } as const;
    expect(leftoverChecks([{ kind: 'table', region, found }])).toEqual([
      {
        id: 'table eu-west-1',
        area: 'left',
        status: 'unread',
        says: 'Whether a table is left in eu-west-1 is not known: AccessDenied.',
      },
    ]);
  });
});
