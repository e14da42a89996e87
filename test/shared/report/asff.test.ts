import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/model/finding.ts';
import { securityFinding } from '../../../shared/report/asff.ts';
import { account, finding, takenAt, terraform } from './sample.ts';

const hub = { ...account, region: 'eu-central-1' };
const ci = 'arn:aws:iam::011122223333:role/ci';
const cluster = 'arn:aws:eks:eu-west-1:011122223333:cluster/payments-prod';

function asff(changes: Partial<Finding> = {}, at = takenAt) {
  return securityFinding({ finding: finding(changes), at }, hub);
}

describe('a finding in Security Hub', () => {
  it('says what is wrong with what, and nothing of what people decide there', () => {
    expect(asff()).toEqual({
      SchemaVersion: '2018-10-08',
      Id: 'gatewatch/011122223333/eu-west-1/0a1b2c3d4e5f60718293',
      ProductArn: 'arn:aws:securityhub:eu-central-1:011122223333:product/011122223333/default',
      GeneratorId: 'gatewatch/access-entry-no-cluster-admin',
      AwsAccountId: '011122223333',
      CreatedAt: '2026-11-21T09:00:03.000Z',
      UpdatedAt: '2026-11-22T09:00:03.000Z',
      FirstObservedAt: '2026-11-21T09:00:03.000Z',
      Title: 'An access entry is cluster admin',
      Description: `${ci} is cluster admin of payments-prod. ${finding().because}`,
      FindingProviderFields: {
        Severity: { Label: 'HIGH', Original: 'HIGH' },
        Types: ['Software and Configuration Checks/AWS Security Best Practices'],
      },
      Compliance: { Status: 'FAILED', SecurityControlId: 'access-entry-no-cluster-admin' },
      RecordState: 'ACTIVE',
      Remediation: { Recommendation: { Text: finding().remedy } },
      Resources: [
        {
          Type: 'Other',
          Id: ci,
          Region: 'eu-west-1',
          Details: { Other: { type: 'AWS::EKS::AccessEntry' } },
        },
        { Type: 'AwsEksCluster', Id: cluster, Region: 'eu-west-1' },
      ],
      ProductFields: {
        'gatewatch/subject': ci,
        'gatewatch/cluster': 'payments-prod',
        'gatewatch/evidence':
          '{"principalArn":"arn:aws:iam::011122223333:role/ci","policyArn":"arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy","accessScope":{"type":"cluster"}}',
        'gatewatch/command': finding().command,
      },
    });
  });

  it.each([
    ['open', 'ACTIVE', 'FAILED', 'HIGH'],
    ['waived', 'ACTIVE', 'FAILED', 'INFORMATIONAL'],
    ['resolved', 'ARCHIVED', 'PASSED', 'HIGH'],
    ['retired', 'ARCHIVED', 'NOT_AVAILABLE', 'HIGH'],
  ] as const)('that is %s is %s and %s', (status, state, compliance, label) => {
    const { RecordState, Compliance, FindingProviderFields } = asff({ status });
    expect([RecordState, Compliance.Status, FindingProviderFields.Severity]).toEqual([
      ...[state, compliance, { Label: label, Original: 'HIGH' }],
    ]);
  });

  it('names who did it and who waived it', () => {
    const waiver = { reason: 'until May', owner: 'a@example.com', expires: '2027-05-01' };
    expect(asff({ actor: terraform, waiver }).ProductFields).toMatchObject({
      'gatewatch/actor': 'role/terraform (session deploy-42)',
      'gatewatch/waiverReason': 'until May',
      'gatewatch/waiverOwner': 'a@example.com',
      'gatewatch/waiverExpires': '2027-05-01',
    });
  });

  it('is updated as of its last step, even where an earlier one is told late', () => {
    expect(asff({ changedAt: takenAt }, takenAt - 5_000).UpdatedAt).toBe(
      '2026-11-22T09:00:03.000Z',
    );
    expect(asff({ changedAt: takenAt - 5_000 }).UpdatedAt).toBe('2026-11-22T09:00:03.000Z');
  });

  it.each([
    ['AWS::IAM::Role', ci, 'AwsIamRole', ci],
    [
      'AWS::IAM::User',
      'arn:aws:iam::011122223333:user/x',
      'AwsIamUser',
      'arn:aws:iam::011122223333:user/x',
    ],
    ['AWS::::Account', '011122223333', 'AwsAccount', 'AWS::::Account:011122223333'],
  ])('about %s %s is one about %s %s', (type, id, known, named) => {
    const { clusterName: _, ...elsewhere } = finding({ resource: { type, id }, region: 'global' });
    expect(securityFinding({ finding: elsewhere, at: takenAt }, hub).Resources).toEqual([
      { Type: known, Id: named },
    ]);
  });

  it('about a cluster names it once', () => {
    expect(asff({ resource: { type: 'AWS::EKS::Cluster', id: cluster } }).Resources).toEqual([
      { Type: 'AwsEksCluster', Id: cluster, Region: 'eu-west-1' },
    ]);
  });

  it('is cut to what the API takes, with a note', () => {
    const long = 'é'.repeat(300_000);
    const cut = asff({
      ...{ title: long, message: long, remedy: long, subject: long, command: long },
      evidence: { long },
      resource: { type: long, id: long },
    });
    expect(cut.Title.length).toBeLessThanOrEqual(256);
    expect(cut.Title).toMatch(/é… \(cut: 300000 characters in all\)$/);
    expect(cut.Description.length).toBeLessThanOrEqual(1024);
    expect(cut.Remediation.Recommendation.Text.length).toBeLessThanOrEqual(512);
    expect(cut.Resources[0]?.Id.length).toBeLessThanOrEqual(512);
    expect(Object.values(cut.ProductFields).every((value) => value.length <= 2048)).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(cut))).toBeLessThan(240_000);
  });

  it('in another partition is a product of that partition', () => {
    const china = { ...hub, partition: 'aws-cn', region: 'cn-north-1' };
    const { ProductArn } = securityFinding({ finding: finding(), at: takenAt }, china);
    expect(ProductArn).toBe(
      'arn:aws-cn:securityhub:cn-north-1:011122223333:product/011122223333/default',
    );
  });
});
