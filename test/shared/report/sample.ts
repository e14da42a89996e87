import fc from 'fast-check';
import type { Assessment, Coverage, Verdict, VerdictWord } from '../../../shared/assess/verdict.ts';
import type { AlertMessage } from '../../../shared/model/alert.ts';
import type { Actor } from '../../../shared/model/change.ts';
import type {
  AccessStory,
  Finding,
  FindingContent,
  OwedFinding,
  OwedTransition,
  TransitionType,
} from '../../../shared/model/finding.ts';
import type { Observation } from '../../../shared/model/observation.ts';
import type { Run, RunSummary } from '../../../shared/model/run.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import type { WaiverStanding } from '../../../shared/model/waiver-standing.ts';
import { emailMessage } from '../../../shared/report/email.ts';
import { type SweepReport, sweepReport } from '../../../shared/report/report.ts';
import { everythingToTell, tellings } from '../../../shared/report/telling.ts';
import type { RuleMeta } from '../../../shared/rules/rule.ts';

export const account = { accountId: '011122223333', partition: 'aws' };
export const takenAt = Date.UTC(2026, 10, 22, 9, 0, 3);
export const plainOptions = { width: 100, colour: (_: string, text: string) => text };

const ci = 'arn:aws:iam::011122223333:role/ci';
const payments = 'arn:aws:eks:eu-west-1:011122223333:cluster/payments-prod';

/** Cluster admin by an access entry: the finding that most tests bend to their needs. */
export function content(changes: Partial<FindingContent> = {}): FindingContent {
  return {
    id: '0a1b2c3d4e5f60718293',
    ruleId: 'access-entry-no-cluster-admin',
    severity: 'HIGH',
    title: 'An access entry is cluster admin',
    message: `${ci} is cluster admin of payments-prod.`,
    accountId: account.accountId,
    region: 'eu-west-1',
    clusterName: 'payments-prod',
    resource: { type: 'AWS::EKS::AccessEntry', id: ci },
    subject: ci,
    evidence: {
      principalArn: ci,
      policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
      accessScope: { type: 'cluster' },
    },
    because:
      'Its holder can read every Secret and give itself any role, so one stolen session owns the cluster.',
    remedy: 'Associate a narrower access policy, or scope it to namespaces.',
    command: `aws eks disassociate-access-policy --region eu-west-1 --cluster-name payments-prod --principal-arn ${ci} --policy-arn arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
    fingerprint: '{"cluster":"admin"}',
    ...changes,
  };
}

export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    ...content(),
    status: 'open',
    firstSeen: takenAt - 86_400_000,
    changedAt: takenAt,
    version: 1,
    ...changes,
  };
}

export const terraform: Actor = {
  name: 'role/terraform (session deploy-42)',
  arn: 'arn:aws:sts::011122223333:assumed-role/terraform/deploy-42',
  sourceIpAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.31.0 md/awscrt#0.27.6 exec-env/CI',
  eventId: '7d9e1f00-1111-2222-3333-444455556666',
  eventName: 'AssociateAccessPolicy',
  eventTime: takenAt - 4_000,
  region: 'eu-west-1',
};

/** All that CloudTrail may say of somebody. */
export const zoe: Actor = {
  name: 'role/AWSReservedSSO_Admin_0123456789abcdef (session zoe@example.com)',
  arn: 'arn:aws:sts::011122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/zoe@example.com',
  identityCenterUser: 'zoe@example.com',
  invokedBy: 'cloudformation.amazonaws.com',
  via: 'CloudFormation',
  mfa: true,
  sourceIpAddress: 'cloudformation.amazonaws.com',
  userAgent: 'cloudformation.amazonaws.com',
  eventId: '1a2b3c4d-1111-2222-3333-444455556666',
  eventName: 'DisassociateAccessPolicy',
  eventTime: takenAt + 248_000,
  region: 'eu-west-1',
};

/** From View in some namespaces to cluster admin. */
export const access: AccessStory = {
  principalArn: ci,
  clusterName: 'payments-prod',
  before: { grants: ['AmazonEKSViewPolicy in payments-*'], power: 'read in payments-*' },
  after: {
    grants: [
      'AmazonEKSClusterAdminPolicy in the whole cluster',
      'AmazonEKSViewPolicy in payments-*',
      'group ops',
    ],
    power: 'cluster-admin in the whole cluster',
    unread: 'what the bindings of the cluster give group ops is not read',
  },
  undo: [
    `aws eks update-access-entry --cluster-name payments-prod --principal-arn ${ci} --kubernetes-groups '[]' --region eu-west-1`,
    `aws eks disassociate-access-policy --cluster-name payments-prod --principal-arn ${ci} --policy-arn arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy --region eu-west-1`,
  ],
};

export const observation: Observation = {
  id: terraform.eventId,
  ruleId: 'access-grant-short-lived',
  kind: 'short-lived',
  severity: 'HIGH',
  at: takenAt + 300_000,
  cluster: { region: 'eu-west-1', name: 'payments-prod' },
  principalArn: 'arn:aws:iam::011122223333:role/team/ci',
  grant: 'AmazonEKSClusterAdminPolicy over the whole cluster',
  grantedBy: terraform,
  removedBy: zoe,
};

export function step(
  type: TransitionType,
  of: Finding,
  changes: Partial<OwedTransition> = {},
): OwedTransition {
  return {
    id: `${of.id}-${of.version}`,
    type,
    cause: 'change',
    at: takenAt,
    delivery: 'now',
    group: terraform.eventId,
    severity: of.severity,
    message: of.message,
    ...changes,
  };
}

/** One finding of which one step is owed. */
export function owed(
  type: TransitionType,
  changes: Partial<Finding> = {},
  stepChanges: Partial<OwedTransition> = {},
): OwedFinding {
  const of = finding(changes);
  return { finding: of, owed: [step(type, of, stepChanges)] };
}

export const modeFinding = content({
  id: '1111aaaa1111aaaa1111',
  ruleId: 'cluster-authentication-mode-api',
  severity: 'MEDIUM',
  title: 'A cluster still honours aws-auth',
  message:
    'Cluster payments-prod still honours the aws-auth ConfigMap (API_AND_CONFIG_MAP), so whoever can write one ConfigMap can hand out access to everything in it.',
  resource: { type: 'AWS::EKS::Cluster', id: payments },
  subject: payments,
});

export const waivedFinding = content({
  id: '2222bbbb2222bbbb2222',
  message: 'arn:aws:iam::011122223333:role/break-glass is cluster admin of payments-prod.',
  subject: 'arn:aws:iam::011122223333:role/break-glass',
  waiver: { reason: 'break-glass, alarmed on use', owner: 'platform', expires: '2026-12-31' },
});

export const trustFinding = content({
  id: '3333cccc3333cccc3333',
  ruleId: 'irsa-trust-subject-required',
  severity: 'CRITICAL',
  title: 'Any service account can assume the role',
  message:
    'Any service account of payments-prod can assume arn:aws:iam::011122223333:role/team/payments-writer.',
  region: 'global',
  resource: { type: 'AWS::IAM::Role', id: 'arn:aws:iam::011122223333:role/team/payments-writer' },
  subject: 'arn:aws:iam::011122223333:role/team/payments-writer#AllowIrsa',
});

export const trailFinding = content({
  id: '4444dddd4444dddd4444',
  ruleId: 'trail-logging',
  title: 'No trail logs what changes access',
  message: 'No trail logs write management events in eu-central-1.',
  region: 'eu-central-1',
  resource: { type: 'AWS::::Account', id: '011122223333' },
  subject: 'eu-central-1',
});

/** Without its cluster: for findings about IAM or the account. */
export function elsewhere(of: FindingContent): FindingContent {
  const { clusterName: _, ...rest } = of;
  return rest;
}

export const catalogue: readonly RuleMeta[] = [
  rule('trail-logging', 'HIGH'),
  rule('access-entry-no-cluster-admin', 'HIGH'),
  rule('cluster-authentication-mode-api', 'MEDIUM'),
  rule('irsa-trust-subject-required', 'CRITICAL'),
];

export function rule(id: string, severity: RuleMeta['severity']): RuleMeta {
  return {
    id,
    severity,
    title: 'An access entry is cluster admin',
    requires: 'No access entry holds AmazonEKSClusterAdminPolicy over the whole cluster.',
    because: 'Its holder can read every Secret, so one stolen session owns the cluster.',
    remedy: 'Associate a narrower access policy, or scope it to namespaces.',
    references: ['https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html'],
    controls: { cis: ['4.1.1'], owasp: ['K03'], mitre: ['T1078.004'], securityHub: ['EKS.1'] },
    absorbs: ['access-entry-no-cluster-wide-secrets'],
  };
}

export const read = (fact: string, place: string): Coverage => ({ fact, place, read: true });

export function unread(fact: string, place: string, reason: string, item?: string): Coverage {
  return { fact, place, read: false, reason, ...(item === undefined ? {} : { item }) };
}

const richCoverage: readonly Coverage[] = [
  read('clusters', 'eu-west-1'),
  read('clusters', 'eu-central-1'),
  read('cluster', 'eu-central-1'),
  read('cluster', 'eu-west-1'),
  read('access-entries', 'eu-west-1/payments-prod'),
  read('access-entries', 'eu-central-1/orders-prod'),
  unread(
    'access-entries',
    'eu-west-1/legacy',
    'AccessDeniedException: not authorized to perform eks:ListAccessEntries',
  ),
  read('roles', 'iam'),
  read('trust-policy', 'iam'),
  { ...unread('trails', 'cloudtrail', 'not in the snapshot'), expected: true },
];

export function verdict(ruleId: string, word: VerdictWord): Verdict {
  return {
    ruleId,
    subject: ci,
    place: { region: 'eu-west-1' },
    resource: { type: 'AWS::EKS::AccessEntry', id: ci },
    verdict: word,
    violations: [],
    complete: word !== 'INSUFFICIENT_DATA',
    restsOn: [],
    touched: [],
  };
}

export function assessment(changes: Partial<Assessment> = {}): Assessment {
  return {
    verdicts: [],
    gaps: [],
    findings: [],
    absorbed: new Map(),
    expiredWaivers: new Set(),
    waivers: [],
    coverage: [],
    factsRead: 0,
    ...changes,
  };
}

export function standing(changes: Partial<WaiverStanding> = {}): WaiverStanding {
  return {
    rule: 'access-entry-no-cluster-admin',
    subject: 'arn:aws:iam::011122223333:role/break-glass',
    reason: 'break-glass, alarmed on use',
    owner: 'platform',
    expires: '2026-12-31',
    daysLeft: 39,
    term: 'running',
    use: 'used',
    findings: ['aaaa'],
    ...changes,
  };
}

/** Clusters with and without findings, a gap, a waiver, IAM and the account. */
export const richReport: SweepReport = sweepReport(
  assessment({
    verdicts: [
      verdict('access-entry-no-cluster-admin', 'NON_COMPLIANT'),
      verdict('access-entry-no-cluster-admin', 'NON_COMPLIANT'),
      verdict('access-entry-no-cluster-admin', 'COMPLIANT'),
      verdict('access-entry-no-cluster-admin', 'INSUFFICIENT_DATA'),
      verdict('cluster-authentication-mode-api', 'NON_COMPLIANT'),
      verdict('cluster-authentication-mode-api', 'COMPLIANT'),
      verdict('irsa-trust-subject-required', 'NOT_APPLICABLE'),
      verdict('irsa-trust-subject-required', 'NON_COMPLIANT'),
      verdict('trail-logging', 'NON_COMPLIANT'),
    ],
    findings: [
      elsewhere(trailFinding),
      modeFinding,
      content({
        absorbed: [
          { ruleId: 'access-entry-no-cluster-wide-secrets', message: `${ci} reads every Secret.` },
        ],
      }),
      waivedFinding,
      elsewhere(trustFinding),
    ],
    coverage: richCoverage,
    waivers: [
      standing({ findings: [waivedFinding.id] }),
      standing({ rule: 'trail-logging', expires: '2026-11-20', daysLeft: -2, term: 'expired' }),
      standing({ cluster: 'legacy', expires: '2026-12-01', daysLeft: 9, term: 'expiring' }),
      standing({
        cluster: 'gone',
        region: 'eu-west-1',
        use: 'unmatched',
        findings: [],
        because: 'no cluster gone is watched in eu-west-1',
      }),
      standing({ use: 'undetermined', findings: [], because: 'access-entries: denied' }),
    ],
  }),
  catalogue,
  account,
  takenAt,
  [
    { region: 'eu-west-1', name: 'payments-prod' },
    { region: 'eu-west-1', name: 'legacy' },
    { region: 'eu-central-1', name: 'orders-prod' },
  ],
);

export const summary: RunSummary = {
  open: { LOW: 4, MEDIUM: 1, HIGH: 2, CRITICAL: 1 },
  waived: 1,
  transitions: 6,
  factsRead: 412,
  unread: { count: 0, expected: 0 },
  undecided: 0,
  factsUnread: [],
  awsCalls: 97,
  reportLocation: 's3://gatewatch-reports/2026/11/22/090000.json',
};

export const run: Run = {
  runId: '2026-11-22T09:00:00Z-1',
  startedAt: takenAt,
  finishedAt: takenAt + 60_000,
  status: 'complete',
  baseline: false,
  summary,
};

/** Any code points, halves of surrogate pairs included, with the ones that do harm more often than chance has it. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  const unit = fc.oneof(
    fc.integer({ min: 0, max: 0x10_ff_ff }).map((point) => String.fromCodePoint(point)),
    fc.integer({ min: 0, max: 0xa0 }).map((point) => String.fromCodePoint(point)),
    fc.constantFrom('\u202e', '\u2028', '\u200b', '\ud800', '`', '|', '<', '@', '\n'),
  );
  return fc.array(unit, { maxLength }).map((units) => units.join(''));
}

/** What is mailed about one change. */
export function changeMail(items: readonly OwedFinding[]): AlertMessage {
  return emailMessage({ kind: 'change', account, told: tellings(items), deliveryId: 'd0d1d2d3' });
}

export interface DigestOf {
  readonly run?: Run;
  readonly owed?: readonly OwedFinding[];
  readonly open?: readonly Finding[];
  readonly minimumSeverity?: Severity;
  /** Ids of what is suppressed in Security Hub. */
  readonly quiet?: readonly string[];
  readonly unreadAsBefore?: boolean;
  readonly homeRegion?: string;
  readonly partition?: string;
}

/** What is mailed about one sweep. */
export function digestMail(of: DigestOf): AlertMessage {
  const {
    owed: items = [],
    open = [],
    minimumSeverity = 'MEDIUM',
    unreadAsBefore = false,
    quiet = [],
  } = of;
  return emailMessage({
    kind: 'digest',
    account: { ...account, partition: of.partition ?? account.partition },
    run: of.run ?? run,
    told: everythingToTell(items, open).map((telling) =>
      quiet.includes(telling.finding.id) ? { ...telling, quiet: true } : telling,
    ),
    homeRegion: of.homeRegion ?? 'eu-west-1',
    minimumSeverity,
    unreadAsBefore,
    deliveryId: 'd0d1d2d3',
  });
}
