import type { Severity } from './severity.ts';

/**
 * What we say of a finding in the AWS Security Finding Format. Of what people decide in Security Hub (Workflow, Note,
 * Severity and Types themselves) it has nothing.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html
 */
export interface SecurityFinding {
  readonly SchemaVersion: '2018-10-08';
  readonly Id: string;
  readonly ProductArn: string;
  readonly GeneratorId: string;
  readonly AwsAccountId: string;
  /** ISO 8601, UTC, as are the others. */
  readonly CreatedAt: string;
  /** Security Hub leaves a finding as it is that is no newer than what it has. */
  readonly UpdatedAt: string;
  readonly FirstObservedAt: string;
  readonly Title: string;
  readonly Description: string;
  readonly FindingProviderFields: {
    readonly Severity: { readonly Label: Severity | 'INFORMATIONAL'; readonly Original: Severity };
    readonly Types: readonly string[];
  };
  readonly Compliance: {
    readonly Status: 'FAILED' | 'PASSED' | 'NOT_AVAILABLE';
    readonly SecurityControlId: string;
  };
  readonly RecordState: 'ACTIVE' | 'ARCHIVED';
  readonly Remediation: { readonly Recommendation: { readonly Text: string } };
  readonly Resources: readonly SecurityResource[];
  readonly ProductFields: Readonly<Record<string, string>>;
}

export interface SecurityResource {
  readonly Type: string;
  readonly Id: string;
  readonly Region?: string;
  readonly Details?: { readonly Other: Readonly<Record<string, string>> };
}

/** Whose Security Hub it is, and in which Region. */
export interface HubPlace {
  readonly accountId: string;
  readonly partition: string;
  readonly region: string;
}

/** The product of an account that sends findings of its own. */
export function productArn({ partition, region, accountId }: HubPlace): string {
  return `arn:${partition}:securityhub:${region}:${accountId}:product/${accountId}/default`;
}
