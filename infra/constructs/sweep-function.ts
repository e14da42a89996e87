import { Duration } from 'aws-cdk-lib';
import { RecursiveLoop } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type Foundation, judgingEnvironment, permissionScope } from '../foundation.ts';
import { sweepPermissions, tagHeartbeat } from '../permissions.ts';
import { WatchFunction } from './watch-function.ts';

/** Reads the whole account, and calls itself again when 15 minutes are not enough. */
export class SweepFunction extends WatchFunction {
  constructor(scope: Construct, id: string, foundation: Foundation) {
    super(scope, id, {
      homeRegion: foundation.homeRegion,
      name: 'sweep',
      description: 'Gatewatch: reads the whole account and judges it',
      memorySize: 1769,
      timeout: Duration.minutes(15),
      // A sweep that failed has said so; the next one starts afresh by the clock.
      retryAttempts: 0,
      // In a large account it goes on in one invocation after the other, until no cluster is left.
      recursiveLoop: RecursiveLoop.ALLOW,
      environment: judgingEnvironment(foundation),
      permissions: [
        ...sweepPermissions(permissionScope(foundation)),
        tagHeartbeat(foundation.heartbeat.roleArn),
      ],
    });
    this.allowApart('ItselfPolicy', [
      { actions: ['lambda:InvokeFunction'], resources: [this.function.functionArn] },
    ]);
  }
}
