import { Duration, Stack } from 'aws-cdk-lib';
import {
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  type Metric,
  SingleValueWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { consoleHostOf, partitionOf } from '../../shared/model/partition.ts';
import { ageIn, messagesIn, ownMetric } from '../metrics.ts';
import { ownName } from '../names.ts';

export interface DashboardProps {
  readonly homeRegion: string;
  /** By what they are called on it. */
  readonly functions: Readonly<Record<string, IFunction>>;
  /** By what they are called on it. */
  readonly queues: Readonly<Record<string, IQueue>>;
  readonly sweepInterval: Duration;
}

/** Metrics come every five minutes, but for those of sweeps. */
const period = Duration.minutes(5);
const hourly = Duration.hours(1);

/** What is open, whether events and sweeps are on time, and how the functions do: one page for whoever asks how it goes. */
export class Dashboard extends Construct {
  /** Of its page in the console; undefined where the partition's host is not public knowledge. */
  public readonly url: string | undefined;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    // Dashboards of all Regions share one list.
    const dashboardName = ownName(props.homeRegion, 'dashboard');
    new CloudWatchDashboard(this, 'Dashboard', {
      dashboardName,
      defaultInterval: Duration.days(7),
      widgets: [
        findings(props.sweepInterval),
        [
          graph('Event lag (s)', [ownMetric('access-change', 'EventLag', 'Maximum', period)]),
          graph('Heartbeat unheard for (s)', [
            ownMetric('alert', 'HeartbeatAge', 'Maximum', period),
          ]),
        ],
        sweeps(),
        [
          graph('Alerts sent', [ownMetric('alert', 'AlertsSent', 'Sum', hourly)]),
          graph('Oldest alert owed (s)', [
            ownMetric('alert', 'OldestOwedAlertAge', 'Maximum', period),
          ]),
        ],
        queueWidgets(props.queues),
        ...functionWidgets(props.functions),
      ],
    });
    this.url = pageOf(Stack.of(this).region, dashboardName);
  }
}

function findings(sweepInterval: Duration): IWidget[] {
  const open = (over: Duration) =>
    (['OpenCritical', 'OpenHigh', 'OpenMedium', 'OpenLow'] as const).map((name) =>
      ownMetric('sweep', name, 'Maximum', over),
    );
  return [
    // One interval has one sweep in it.
    new SingleValueWidget({ title: 'Open findings', width: half, metrics: open(sweepInterval) }),
    graph('Open findings after each sweep', open(hourly)),
  ];
}

function sweeps(): IWidget[] {
  const completed = [ownMetric('sweep', 'SweepCompleted', 'Sum', hourly)];
  const duration = [ownMetric('sweep', 'SweepDuration', 'Maximum', hourly)];
  const gaps = [
    ownMetric('sweep', 'UnexpectedUnread', 'Maximum', hourly),
    ownMetric('sweep', 'RulesFailed', 'Maximum', hourly),
    ownMetric('access-change', 'RecordsRejected', 'Sum', hourly),
  ];
  return [
    graph('Sweeps completed', completed, third),
    graph('Duration of sweeps (s)', duration, third),
    graph('Unread and failed', gaps, third),
  ];
}

function queueWidgets(queues: DashboardProps['queues']): IWidget[] {
  const each = (metricOf: (queue: IQueue) => Metric) =>
    Object.entries(queues).map(([label, queue]) => metricOf(queue).with({ label }));
  return [
    graph(
      'Messages waiting',
      each((queue) => messagesIn(queue, period)),
    ),
    graph(
      'Oldest message (s)',
      each((queue) => ageIn(queue, period)),
    ),
  ];
}

function functionWidgets(functions: DashboardProps['functions']): IWidget[][] {
  const each = (metricOf: (watched: IFunction) => Metric) =>
    Object.entries(functions).map(([label, watched]) => metricOf(watched).with({ label }));
  return [
    [
      graph(
        'Errors',
        each((watched) => watched.metricErrors({ period })),
      ),
      graph(
        'Throttles',
        each((watched) => watched.metricThrottles({ period })),
      ),
    ],
    [
      graph(
        'Duration of invocations (ms)',
        each((watched) => watched.metricDuration({ period, statistic: 'Maximum' })),
      ),
      graph(
        'Invocations',
        each((watched) => watched.metricInvocations({ period })),
      ),
    ],
  ];
}

/** Columns of the page that a widget takes, of 24. */
const [half, third] = [12, 8];

function graph(title: string, metrics: readonly IMetric[], width = half): IWidget {
  return new GraphWidget({ title, width, left: [...metrics], leftYAxis: { min: 0 } });
}

function pageOf(region: string, name: string): string | undefined {
  const host = consoleHostOf(partitionOf(region));
  if (host === undefined) return undefined;
  return `https://${region}.${host}/cloudwatch/home?region=${region}#dashboards/dashboard/${name}`;
}
