import { fileURLToPath } from 'node:url';
import { CfnOutput, Duration, FileSystem, Stack, type StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { watchedEvents } from '../../functions/events/catalogue/watched-events.ts';
import type { Config } from '../../shared/model/config.ts';
import { partitionOf } from '../../shared/model/partition.ts';
import { AccessChangeFunction, accessChangeTimeout } from '../constructs/access-change-function.ts';
import { Alarms } from '../constructs/alarms.ts';
import { AlertFunction } from '../constructs/alert-function.ts';
import { ChangeFeed } from '../constructs/change-feed.ts';
import { Configuration } from '../constructs/configuration.ts';
import { EncryptionKey } from '../constructs/encryption-key.ts';
import { FindingsTopic } from '../constructs/findings-topic.ts';
import { HubBus } from '../constructs/hub-bus.ts';
import { OperationsTopic } from '../constructs/operations-topic.ts';
import { Queues } from '../constructs/queues.ts';
import { Schedule } from '../constructs/schedule.ts';
import { State } from '../constructs/state.ts';
import { SweepFunction } from '../constructs/sweep-function.ts';
import { eventsIn, forwardings } from '../forwarding.ts';
import type { Foundation } from '../foundation.ts';

export interface GatewatchStackProps extends StackProps {
  /** The Region of this stack. */
  readonly homeRegion: string;
  readonly config: Config;
  /** @default 6 hours */
  readonly sweepInterval?: Duration;
}

/** Everything in the home Region: what watches, judges and tells. */
export class GatewatchStack extends Stack {
  constructor(scope: Construct, id: string, props: GatewatchStackProps) {
    super(scope, id, {
      description: 'Gatewatch: watches who can get into Amazon EKS clusters',
      terminationProtection: true,
      ...props,
    });
    const { config, sweepInterval = Duration.hours(6) } = props;
    const foundation = layFoundation(this, config);
    const queues = new Queues(this, 'Queues', { changeTimeout: accessChangeTimeout });
    const findings = new FindingsTopic(this, 'Findings', {
      key: foundation.key,
      emails: config.alerts.emails,
    }).topic;
    const operations = new OperationsTopic(this, 'Operations', {
      emails: config.alerts.operationsEmails,
    }).topic;

    const sweep = new SweepFunction(this, 'Sweep', foundation).function;
    const accessChange = new AccessChangeFunction(this, 'AccessChange', { foundation, queues });
    const alert = new AlertFunction(this, 'Alert', {
      foundation,
      findings,
      undelivered: queues.undelivered,
      minimumSeverity: config.alerts.minimumSeverity,
    });

    listen(this, queues, props);
    const schedule = new Schedule(this, 'Schedule', {
      sweep,
      alert: alert.function,
      undelivered: queues.undelivered,
      sweepInterval,
    });
    // A new rule takes a moment to work: it has to be there before the stack says that it is complete.
    accessChange.source.node.addDependency(schedule.deployed);
    alert.source.node.addDependency(schedule.deployed);

    new Alarms(this, 'Alarms', {
      ...queues,
      operations,
      sweep,
      accessChange: accessChange.function,
      alert: alert.function,
      sweepInterval,
    });
    tell(this, { findings, operations, sweep, state: foundation.state });
  }
}

function layFoundation(stack: Stack, config: Config): Foundation {
  const { key } = new EncryptionKey(stack, 'Encryption');
  return {
    stack,
    key,
    state: new State(stack, 'State', { key }),
    configuration: new Configuration(stack, 'Configuration', { config }),
    regions: config.regions,
    catalogueHash: FileSystem.fingerprint(sharedFolder, { exclude: ['*.md'] }),
  };
}

const sharedFolder = fileURLToPath(new URL('../../shared', import.meta.url));

function listen(stack: Stack, queues: Queues, { homeRegion, config }: GatewatchStackProps): void {
  const forwarded = forwardings(homeRegion, config.regions);
  const bus = { partition: partitionOf(homeRegion), ...queues };
  new ChangeFeed(stack, 'Changes', {
    ...bus,
    events: eventsIn(homeRegion, homeRegion, config.regions),
  });
  if (forwarded.length > 0) {
    const forwardedFrom = forwarded.map(({ region }) => region);
    const { bus: eventBus } = new HubBus(stack, 'Hub', { homeRegion, forwardedFrom });
    const events = watchedEvents.filter((watched) =>
      forwarded.some((from) => from.events.includes(watched)),
    );
    new ChangeFeed(stack, 'ForwardedChanges', { ...bus, events, eventBus });
  }
}

interface Told {
  readonly findings: ITopic;
  readonly operations: ITopic;
  readonly sweep: IFunction;
  readonly state: State;
}

function tell(stack: Stack, { findings, operations, sweep, state }: Told): void {
  const outputs = {
    FindingsTopicArn: findings.topicArn,
    OperationsTopicArn: operations.topicArn,
    SweepFunctionName: sweep.functionName,
    BucketName: state.bucket.bucketName,
    TableName: state.table.tableName,
    SweepNow: `aws lambda invoke --function-name ${sweep.functionName} --region ${stack.region} --cli-read-timeout 0 --cli-binary-format raw-in-base64-out --payload '{}' /dev/stdout`,
  };
  for (const [name, value] of Object.entries(outputs)) {
    new CfnOutput(stack, name, { value });
  }
}
