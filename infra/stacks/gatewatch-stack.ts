import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { type AlertSettings, usesSecurityHub } from '../../shared/model/alert-settings.ts';
import type { Config } from '../../shared/model/config.ts';
import { AccessChangeFunction, accessChangeTimeout } from '../constructs/access-change-function.ts';
import { Alarms } from '../constructs/alarms.ts';
import { AlertFunction } from '../constructs/alert-function.ts';
import { Configuration } from '../constructs/configuration.ts';
import { Dashboard } from '../constructs/dashboard.ts';
import { Deliveries } from '../constructs/deliveries.ts';
import { EncryptionKey } from '../constructs/encryption-key.ts';
import { FindingsTopic } from '../constructs/findings-topic.ts';
import { Heartbeat } from '../constructs/heartbeat.ts';
import { Manifest } from '../constructs/manifest.ts';
import { OperationsTopic } from '../constructs/operations-topic.ts';
import { Queues } from '../constructs/queues.ts';
import { Schedule } from '../constructs/schedule.ts';
import { State } from '../constructs/state.ts';
import { SweepFunction } from '../constructs/sweep-function.ts';
import { fixFeatureFlags } from '../feature-flags.ts';
import { type Foundation, keptIn } from '../foundation.ts';
import { readClustersInside } from '../kubernetes-readers.ts';
import { listen } from '../listen.ts';
import { hubName } from '../names.ts';
import { catalogueHash } from '../package.ts';

export interface GatewatchStackProps extends StackProps {
  /** The Region of this stack. */
  readonly homeRegion: string;
  readonly config: Config;
  /** @default 6 hours */
  readonly sweepInterval?: Duration;
}

/** Everything in the home Region: what watches, judges and tells. */
export class GatewatchStack extends Stack {
  readonly #sweep: SweepFunction;
  readonly #sweepInterval: Duration;

  constructor(scope: Construct, id: string, props: GatewatchStackProps) {
    super(scope, id, {
      description: 'Gatewatch: watches who can get into Amazon EKS clusters',
      terminationProtection: true,
      ...props,
    });
    fixFeatureFlags(this);
    const { homeRegion, config, sweepInterval = Duration.hours(6) } = props;
    this.#sweepInterval = sweepInterval;
    const foundation = layFoundation(this, props);
    const queues = new Queues(this, 'Queues', { changeTimeout: accessChangeTimeout });
    const { findings, operations } = topics(this, foundation, config);

    this.#sweep = new SweepFunction(this, 'Sweep', foundation);
    const readers = readClustersInside(foundation, config.kubernetes, this.#sweep);
    const sweep = this.#sweep.function;
    const accessChange = new AccessChangeFunction(this, 'AccessChange', { foundation, queues });
    const alert = tellsPeople(this, config.alerts, { foundation, queues, findings, operations });

    const kept = keptIn(foundation);
    listen(this, { homeRegion, regions: config.regions, queues, operations, kept });
    const schedule = new Schedule(this, 'Schedule', {
      homeRegion,
      sweep,
      alert: alert.function,
      undelivered: queues.undelivered,
      sweepInterval,
    });
    // A new rule takes a moment to work: it has to be there before the stack says that it is complete.
    accessChange.source.node.addDependency(schedule.deployed);
    alert.source.node.addDependency(schedule.deployed);

    const watched = { sweep, accessChange: accessChange.function, alert: alert.function };
    new Alarms(this, 'Alarms', { ...queues, ...watched, operations, sweepInterval });
    const { url } = new Dashboard(this, 'Dashboard', {
      ...{ homeRegion, sweepInterval, functions: { ...watched, ...readers } },
      queues: queues.byName(),
    });
    tell(this, { findings, operations, sweep, state: foundation.state, dashboard: url });
  }

  /** Has the sweep look after every part of the deployment. To be called once all stacks are there. */
  watchItself(others: readonly Stack[]): void {
    new Manifest(this, 'Manifest', {
      sweep: this.#sweep,
      maximumAge: Duration.minutes(2 * this.#sweepInterval.toMinutes() + 60),
      stacks: [this, ...others],
    });
  }
}

function layFoundation(stack: Stack, { homeRegion, config }: GatewatchStackProps): Foundation {
  const { key } = new EncryptionKey(stack, 'Encryption');
  return {
    stack,
    homeRegion,
    key,
    heartbeat: new Heartbeat(stack, 'Heartbeat'),
    state: new State(stack, 'State', { key }),
    configuration: new Configuration(stack, 'Configuration', { config }),
    regions: config.regions,
    catalogueHash: catalogueHash(),
  };
}

function topics(stack: Stack, { key }: Foundation, { alerts }: Config) {
  const { emails, operationsEmails } = alerts;
  return {
    findings: new FindingsTopic(stack, 'Findings', { key, emails }).topic,
    operations: new OperationsTopic(stack, 'Operations', {
      emails: operationsEmails,
      topicName: hubName(stack.stackName, 'operations'),
    }).topic,
  };
}

interface Telling {
  readonly foundation: Foundation;
  readonly queues: Queues;
  readonly findings: ITopic;
  readonly operations: ITopic;
}

/** What tells the findings topic, and the channels where any is configured. */
function tellsPeople(
  stack: Stack,
  alerts: AlertSettings,
  { foundation, queues, findings, operations }: Telling,
): AlertFunction {
  const hasChannels = Object.keys(alerts.channels).length > 0;
  return new AlertFunction(stack, 'Alert', {
    foundation,
    findings,
    operations,
    undelivered: queues.undelivered,
    securityHub: usesSecurityHub(alerts.channels),
    ...(hasChannels && {
      deliveries: new Deliveries(stack, 'Deliveries', { foundation, operations, alerts }).queue,
    }),
  });
}

interface Told {
  readonly findings: ITopic;
  readonly operations: ITopic;
  readonly sweep: IFunction;
  readonly state: State;
  readonly dashboard: string | undefined;
}

function tell(stack: Stack, { findings, operations, sweep, state, dashboard }: Told): void {
  const outputs = {
    FindingsTopicArn: findings.topicArn,
    OperationsTopicArn: operations.topicArn,
    SweepFunctionName: sweep.functionName,
    BucketName: state.bucket.bucketName,
    TableName: state.table.tableName,
    SweepNow: `aws lambda invoke --function-name ${sweep.functionName} --region ${stack.region} --cli-read-timeout 0 --cli-binary-format raw-in-base64-out --payload '{}' /dev/stdout`,
    ...(dashboard !== undefined && { DashboardUrl: dashboard }),
  };
  for (const [name, value] of Object.entries(outputs)) {
    new CfnOutput(stack, name, { value });
  }
}
