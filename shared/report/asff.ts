import { globalRegion } from '../model/account.ts';
import type { Telling } from '../model/alert.ts';
import { clusterArn } from '../model/cluster.ts';
import type { Finding, FindingContent, FindingStatus } from '../model/finding.ts';
import {
  type HubPlace,
  productArn,
  type SecurityFinding,
  type SecurityResource,
} from '../model/security-finding.ts';
import { jsonText } from './json.ts';
import { shown } from './text.ts';

/**
 * A finding as Security Hub is to have it from then on: what is open is ACTIVE and FAILED, what is resolved ARCHIVED and
 * PASSED, what is judged no more ARCHIVED without a verdict. A waived one stays FAILED, because it is, and counts as
 * INFORMATIONAL, because nobody has to act. Texts are cut to what the API takes, which keeps it far below 240 KB.
 */
export function securityFinding(
  { finding, at }: Pick<Telling, 'finding' | 'at'>,
  hub: HubPlace,
): SecurityFinding {
  const { ruleId, severity, title, message, because, remedy, status } = finding;
  const firstSeen = new Date(finding.firstSeen).toISOString();
  return {
    SchemaVersion: '2018-10-08',
    Id: hubId(finding),
    ProductArn: productArn(hub),
    GeneratorId: `gatewatch/${ruleId}`,
    AwsAccountId: hub.accountId,
    CreatedAt: firstSeen,
    UpdatedAt: new Date(Math.max(at, finding.changedAt)).toISOString(),
    FirstObservedAt: firstSeen,
    Title: cut(title, 256),
    Description: cut(`${message} ${because}`, 1024),
    FindingProviderFields: {
      Severity: { Label: status === 'waived' ? 'INFORMATIONAL' : severity, Original: severity },
      Types: ['Software and Configuration Checks/AWS Security Best Practices'],
    },
    Compliance: { Status: complianceOf[status], SecurityControlId: ruleId },
    RecordState: status === 'open' || status === 'waived' ? 'ACTIVE' : 'ARCHIVED',
    Remediation: { Recommendation: { Text: cut(remedy, 512) } },
    Resources: resourcesOf(finding, hub),
    ProductFields: productFields(finding),
  };
}

/** How Security Hub knows a finding of ours. */
function hubId({
  accountId,
  region,
  id,
}: Pick<FindingContent, 'accountId' | 'region' | 'id'>): string {
  return `gatewatch/${accountId}/${region}/${id}`;
}

const complianceOf = {
  open: 'FAILED',
  waived: 'FAILED',
  resolved: 'PASSED',
  retired: 'NOT_AVAILABLE',
} as const satisfies Record<FindingStatus, string>;

/** Names that Security Hub has for what we judge; all else is `Other`. */
const resourceTypes: Readonly<Record<string, string>> = {
  'AWS::::Account': 'AwsAccount',
  'AWS::EKS::Cluster': 'AwsEksCluster',
  'AWS::IAM::Role': 'AwsIamRole',
  'AWS::IAM::User': 'AwsIamUser',
};

function resourcesOf(finding: Finding, hub: HubPlace): readonly SecurityResource[] {
  const { region, clusterName, resource } = finding;
  const known = resourceTypes[resource.type];
  const place = region === globalRegion ? {} : { Region: region };
  const own = {
    Type: known ?? 'Other',
    Id: cut(known === 'AwsAccount' ? `AWS::::Account:${resource.id}` : resource.id, 512),
    ...place,
    ...(known === undefined && { Details: { Other: { type: cut(resource.type, 1000) } } }),
  };
  if (clusterName === undefined) return [own];
  const arn = clusterArn(hub, { region, name: clusterName });
  return resource.id === arn ? [own] : [own, { Type: 'AwsEksCluster', Id: arn, ...place }];
}

/** At most 50 of them, of 2,048 characters each. */
function productFields({
  subject,
  clusterName,
  evidence,
  command,
  actor,
  waiver,
}: Finding): Readonly<Record<string, string>> {
  const fields = {
    subject,
    cluster: clusterName,
    evidence: jsonText(evidence),
    command,
    actor: actor?.name,
    waiverReason: waiver?.reason,
    waiverOwner: waiver?.owner,
    waiverExpires: waiver?.expires,
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[`gatewatch/${name}`, cut(value, 2048)]],
    ),
  );
}

/** With a note of what was left out, inside of the limit. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : shown(text, most - 60);
}
