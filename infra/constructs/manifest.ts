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
  /** All stacks of the deployment, one in each Region: this one first. */
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
    const [home, ...others] = stacks.map(({ region }) => partsIn(watched, region));
    sweep.allowApart('MonitorPolicy', [
      { actions: ['s3:GetObject'], resources: [objectArn] },
      { actions: ['lambda:ListEventSourceMappings'], ...everything('ListEventSourceMappings') },
      ...readParts(home ?? []),
    ]);
    for (let at = 0; at < others.length; at += regionsOfPolicy) {
      const parts = others.slice(at, at + regionsOfPolicy).flat();
      sweep.allowApart(`MonitorPolicy${at}`, readParts(parts));
    }
  }
}

/** What is in a Region takes some 500 characters of a policy, which has 6,144. */
const regionsOfPolicy = 8;

function partsIn(watched: readonly WatchedPart[], region: string): readonly WatchedPart[] {
  return watched.filter(({ expected }) => expected.region === region);
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html */
function readParts(watched: readonly WatchedPart[]): readonly Permission[] {
  const arns = (kind: ExpectedPart['kind']) =>
    watched.filter(({ expected }) => expected.kind === kind).map(({ arn }) => arn);
  const permissions = [
    { actions: ['events:DescribeRule', 'events:ListTargetsByRule'], resources: arns('rule') },
    { actions: ['lambda:GetFunctionConcurrency'], resources: arns('function') },
    { actions: ['sns:ListSubscriptionsByTopic'], resources: arns('topic') },
    { actions: ['sqs:GetQueueAttributes'], resources: arns('queue') },
    { actions: ['kms:DescribeKey'], resources: arns('key') },
  ];
  return permissions.filter(({ resources }) => resources.length > 0);
}
