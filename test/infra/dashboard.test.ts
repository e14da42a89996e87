import { describe, expect, it } from 'vitest';
import { config, resourcesOf, type Synthesised, synthesised } from './synthesised.ts';

interface Widget {
  readonly type: string;
  readonly properties: {
    readonly title: string;
    readonly metrics: readonly (readonly unknown[])[];
  };
}

/** The widgets of the one dashboard, with `<Logical>` for each name that CloudFormation gives. */
function widgetsOf({ hub }: Synthesised): readonly Widget[] {
  const [dashboard] = Object.values(resourcesOf(hub, 'AWS::CloudWatch::Dashboard'));
  const parts: readonly unknown[] = dashboard?.Properties.DashboardBody['Fn::Join'][1];
  const text = parts.map((part) => (typeof part === 'string' ? part : nameIn(part))).join('');
  return JSON.parse(text).widgets;
}

function nameIn(reference: unknown): string {
  return `<${/"(\w+?)[0-9A-F]{8}"/.exec(JSON.stringify(reference))?.[1]}>`;
}

const deployment = synthesised();
const widgets = widgetsOf(deployment);

function metricsOf(title: string): readonly string[] {
  const { metrics } = widgets.find(({ properties }) => properties.title === title)?.properties ?? {
    metrics: [],
  };
  return metrics.map((metric) => metric.filter((each) => typeof each === 'string').join(' '));
}

describe('the dashboard', () => {
  it('shows what is open, how late events are, sweeps, alerts, queues and functions', () => {
    expect(widgets.map(({ properties }) => properties.title)).toEqual([
      'Open findings',
      'Open findings after each sweep',
      'Event lag (s)',
      'Heartbeat unheard for (s)',
      'Sweeps completed',
      'Duration of sweeps (s)',
      'Unread and failed',
      'Alerts sent',
      'Oldest alert owed (s)',
      'Messages waiting',
      'Oldest message (s)',
      'Errors',
      'Throttles',
      'Duration of invocations (ms)',
      'Invocations',
    ]);
  });

  it('shows open findings by severity, the worst first', () => {
    expect(metricsOf('Open findings')).toEqual([
      'Gatewatch OpenCritical service sweep',
      'Gatewatch OpenHigh service sweep',
      'Gatewatch OpenMedium service sweep',
      'Gatewatch OpenLow service sweep',
    ]);
  });

  it('shows each queue, whose depth is trouble or not', () => {
    const depth = 'AWS/SQS ApproximateNumberOfMessagesVisible QueueName';
    expect(metricsOf('Messages waiting').toSorted()).toEqual([
      `${depth} <QueuesChanges>`,
      `${depth} <QueuesFailedChanges>`,
      `${depth} <QueuesRejected>`,
      `${depth} <QueuesUndelivered>`,
    ]);
  });

  it('shows each function of the stack, those that look into clusters included', () => {
    const errors = 'AWS/Lambda Errors FunctionName';
    expect(metricsOf('Errors')).toEqual([
      `${errors} <SweepFunction>`,
      `${errors} <AccessChangeFunction>`,
      `${errors} <AlertFunction>`,
      `${errors} <KubernetesReaderFunction>`,
    ]);
  });

  it('is named after its home: dashboards of all Regions share one list', () => {
    const [dashboard] = Object.values(resourcesOf(deployment.hub, 'AWS::CloudWatch::Dashboard'));
    expect(dashboard?.Properties.DashboardName).toBe('gatewatch-eu-west-1-dashboard');
  });

  it.each([
    ['eu-west-1', 'eu-west-1.console.aws.amazon.com'],
    ['cn-north-1', 'cn-north-1.console.amazonaws.cn'],
    ['us-gov-west-1', 'us-gov-west-1.console.amazonaws-us-gov.com'],
  ])('is linked to in %s', (homeRegion, host) => {
    const { hub } = synthesised({ homeRegion, config: { ...config, regions: [homeRegion] } });
    expect(hub.toJSON()['Outputs']['DashboardUrl'].Value).toBe(
      `https://${host}/cloudwatch/home?region=${homeRegion}#dashboards/dashboard/gatewatch-${homeRegion}-dashboard`,
    );
  });

  it('is not linked to where nobody knows the console', () => {
    const homeRegion = 'us-iso-east-1';
    const { hub } = synthesised({ homeRegion, config: { ...config, regions: [homeRegion] } });
    expect(hub.toJSON()['Outputs']).not.toHaveProperty('DashboardUrl');
  });
});
