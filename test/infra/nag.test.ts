import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { config, synthesised } from './synthesised.ts';

const { app } = synthesised({ config: { ...config, regions: ['eu-west-1', 'eu-north-1'] } });

/** Every acknowledgement as a pair of rule and reason. */
const acknowledged = app.node.findAll().flatMap(({ node }) =>
  node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(data as Record<string, string>)),
);

describe('AwsSolutions', () => {
  it('finds nothing that is not acknowledged', () => {
    expect(new AwsSolutionsChecks(app).validateScope(app)).toMatchObject({
      success: true,
      violations: [],
    });
  });

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
