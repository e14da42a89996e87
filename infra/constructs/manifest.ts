import { type Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ExpectedPart, MonitorManifest } from '../../shared/model/monitor.ts';
import { jsonAsset } from '../json-asset.ts';
import { Literals } from '../literals.ts';
import { type WatchedPart, watchedParts } from '../manifest.ts';
import { everything, type Permission } from '../permission.ts';
import type { WatchFunction } from './watch-function.ts';

export interface ManifestProps {
  /** Reads back what is deployed. */
  readonly sweep: WatchFunction;
  /** Time that may pass from one sweep that completes to the next. */
  readonly maximumAge: Duration;
  /** All stacks of the deployment, this one included. */
  readonly stacks: readonly Stack[];
}

/** Tells the sweep what is deployed, and lets it look whether it still is. To be made when all else is. */
export class Manifest extends Construct {
  constructor(scope: Construct, id: string, { sweep, maximumAge, stacks }: ManifestProps) {
    super(scope, id);
    const literals = new Literals(Stack.of(this));
    const watched = watchedParts(stacks, literals);
    const manifest: MonitorManifest = {
      parts: watched.map(({ expected }) => expected),
      sweep: {
        functionName: literals.text(sweep, sweep.function.functionName),
        maximumAge: maximumAge.toMilliseconds(),
      },
    };
    const { key, objectArn } = jsonAsset(this, 'manifest', JSON.stringify(manifest));
    sweep.function.addEnvironment('MANIFEST_KEY', key);
    sweep.function.addEnvironment('MANIFEST_NAMES', literals.names());
    sweep.allowApart('MonitorPolicy', [
      { actions: ['s3:GetObject'], resources: [objectArn] },
      ...readParts(watched),
    ]);
  }
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html */
function readParts(watched: readonly WatchedPart[]): readonly Permission[] {
  const arns = (kind: ExpectedPart['kind']) =>
    watched.filter(({ expected }) => expected.kind === kind).map(({ arn }) => arn);
  return [
    { actions: ['events:DescribeRule', 'events:ListTargetsByRule'], resources: arns('rule') },
    { actions: ['lambda:GetFunctionConcurrency'], resources: arns('function') },
    { actions: ['lambda:ListEventSourceMappings'], ...everything('ListEventSourceMappings') },
    { actions: ['sns:ListSubscriptionsByTopic'], resources: arns('topic') },
    { actions: ['sqs:GetQueueAttributes'], resources: arns('queue') },
    { actions: ['kms:DescribeKey'], resources: arns('key') },
  ];
}
