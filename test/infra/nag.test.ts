import { type App, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { type Gatewatch, gatewatch } from '../../infra/gatewatch.ts';
import { config, testApp } from './synthesised.ts';

function checked(): Gatewatch & { readonly app: App } {
  const app = testApp();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const stacks = gatewatch(app, {
    homeRegion: 'eu-west-1',
    account: '111122223333',
    config: {
      ...config,
      regions: ['eu-west-1', 'eu-north-1'],
      auditLogs: { subscribe: true },
      alerts: {
        ...config.alerts,
        channels: {
          mail: { emails: ['payments@example.com'] },
          slack: { slack: { secret: 'gatewatch/slack', channel: 'C0123456789' } },
        },
        routes: [{ to: 'mail' }, { to: 'slack' }],
      },
      kubernetes: {
        read: true,
        readers: [
          {
            clusters: ['eu-west-1/payments'],
            subnetIds: ['subnet-0a1b2c3d'],
            securityGroupIds: ['sg-0a1b2c3d'],
          },
        ],
        accessEntries: ['eu-west-1/payments', 'eu-north-1/ledger'],
      },
    },
  });
  return { app, ...stacks };
}

/** Every acknowledgement as a pair of rule and reason. */
function acknowledgements(app: App): readonly (readonly [id: string, reason: string])[] {
  return app.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .flatMap(({ data }) => Object.entries(data as Record<string, string>)),
    );
}

describe('AwsSolutions', () => {
  it('finds nothing that is not acknowledged', () => {
    expect(() => checked().app.synth()).not.toThrow();
  });

  it('would stop a stack that it finds fault with', () => {
    const { app, hub } = checked();
    new Bucket(hub, 'Careless');
    expect(() => app.synth()).toThrow(/validation/i);
  });

  const acknowledged = acknowledgements(checked().app);

  it('is acknowledged in these rules only, each time with a reason', () => {
    const rules = acknowledged.map(([id]) => id.replace(/^AwsSolutions::|\[.*$/g, ''));
    expect([...new Set(rules)].sort()).toEqual([
      'AwsSolutions-IAM5',
      'AwsSolutions-S1',
      'AwsSolutions-SQS3',
    ]);
    for (const [, reason] of acknowledged) {
      expect(reason).toMatch(/^[A-Z].{20,}\.$/);
    }
  });

  it('is acknowledged for wildcards resource by resource, never as a whole', () => {
    const wildcards = acknowledged.filter(([id]) => id.includes('IAM5'));
    expect(wildcards.length).toBeGreaterThan(0);
    for (const [id] of wildcards) {
      expect(id).toMatch(/\[Resource::.*\*.*\]$/);
    }
  });
});
