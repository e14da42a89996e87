import type { Check } from '../model/check.ts';
import type { Leftover } from '../model/leftover.ts';
import { shellCommand } from '../model/shell.ts';

/** How something of ours is removed, and what is lost with it. */
export function removalOf(leftover: Leftover): Required<Pick<Check, 'fix' | 'commands'>> {
  return { fix: fixes[leftover.kind], commands: commandsFor(leftover) };
}

const fixes: Readonly<Record<Leftover['kind'], string>> = {
  stack:
    'Stacks are protected from deletion. With it go its functions, rules, queues, topics and alarms:',
  table:
    'It holds the findings, which are evidence, and nothing else has them. It is protected from deletion:',
  bucket:
    'It holds the reports and what was read of the account. Every version of every object goes first:',
  key: 'Last of all: without it the table and the bucket are unreadable. KMS waits for 30 days:',
  'log group': 'What it holds expires after a month; it stays by itself:',
  'subscription filter':
    'While the stack that made it is there, that makes it again within the hour: delete that stack first, or take auditLogs out of gatewatch.yaml and deploy.',
  'access entry':
    'One that a stack has made goes with that stack. What kubectl has applied goes by kubectl delete -f examples/kubernetes/gatewatch-readers.yaml.',
};

/** https://docs.aws.amazon.com/cli/latest/reference/ */
function commandsFor(leftover: Leftover): readonly string[] {
  const { name, region } = leftover;
  const aws = (words: string, ...names: readonly string[]) =>
    shellCommand(['aws', ...words.split(' '), ...names, '--region', region]);
  switch (leftover.kind) {
    case 'stack':
      return [
        aws(
          'cloudformation update-termination-protection --no-enable-termination-protection --stack-name',
          name,
        ),
        aws('cloudformation delete-stack --stack-name', name),
      ];
    case 'table':
      return [
        aws('dynamodb update-table --no-deletion-protection-enabled --table-name', name),
        aws('dynamodb delete-table --table-name', name),
      ];
    case 'bucket':
      return [emptyBucket(name, region), aws('s3api delete-bucket --bucket', name)];
    case 'key':
      return [aws('kms schedule-key-deletion --key-id', name)];
    case 'log group':
      return [aws('logs delete-log-group --log-group-name', name)];
    case 'subscription filter':
      return [
        aws(
          'logs delete-subscription-filter --log-group-name',
          ...[leftover.logGroup, '--filter-name', name],
        ),
      ];
    case 'access entry':
      return [
        aws(
          'eks delete-access-entry --cluster-name',
          ...[leftover.cluster, '--principal-arn', name],
        ),
      ];
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html */
function emptyBucket(name: string, region: string): string {
  const [bucket, in_] = [shellCommand([name]), shellCommand([region])];
  const list = `aws s3api list-object-versions --bucket ${bucket} --region ${in_} --query '[Versions,DeleteMarkers][][].[Key,VersionId]' --output text`;
  return `${list} | while read -r key version; do aws s3api delete-object --bucket ${bucket} --region ${in_} --key "$key" --version-id "$version"; done`;
}
