import { readFileSync } from 'node:fs';
import {
  type AuditHint,
  type ParsedAuditRecord,
  parseAuditRecord,
} from '../../functions/events/audit/audit-event.ts';
import { nothingKnown } from './cloud-trail-events.ts';
import { prodRef, sampleAccount } from './estate.ts';

/** A member of an audit record, as the API server writes it. */
export type AuditJson = Readonly<Record<string, unknown>>;

/** `kubectl` of somebody from IAM wrote something, and the API server let it. */
export function auditJson(more: AuditJson = {}): AuditJson {
  return {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    auditID: 'audit-1',
    stage: 'ResponseComplete',
    requestURI: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
    verb: 'create',
    user: alice,
    sourceIPs: ['203.0.113.7', '10.0.0.1'],
    userAgent: 'kubectl/v1.34.2 (darwin/arm64) kubernetes/8cc511e',
    objectRef: {
      resource: 'clusterrolebindings',
      name: 'debug',
      apiGroup: 'rbac.authorization.k8s.io',
      apiVersion: 'v1',
    },
    responseStatus: { metadata: {}, code: 201 },
    requestReceivedTimestamp: '2026-11-22T09:59:58.123456Z',
    stageTimestamp: '2026-11-22T09:59:58.140000Z',
    annotations: { 'authorization.k8s.io/decision': 'allow' },
    ...more,
  };
}

/** An IAM user, as the authenticator of EKS tells the API server. */
export const alice = {
  username: 'alice',
  uid: 'aws-iam-authenticator:012345678901:AIDAEXAMPLE',
  groups: ['developers', 'system:authenticated'],
  extra: {
    accessKeyId: ['AKIAIOSFODNN7EXAMPLE'],
    arn: ['arn:aws:iam::012345678901:user/alice'],
    canonicalArn: ['arn:aws:iam::012345678901:user/alice'],
    principalId: ['AIDAEXAMPLE'],
    sessionName: [''],
  },
};

export const flux = {
  username: 'system:serviceaccount:flux-system:kustomize-controller',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:flux-system', 'system:authenticated'],
};

/** An object of the core group, or of the group behind a dot in its type: `roles.rbac.authorization.k8s.io`. */
export function ref(type: string, more: AuditJson = {}): AuditJson {
  const [resource, ...group] = type.split('.');
  return { resource, ...(group.length > 0 && { apiGroup: group.join('.') }), name: 'any', ...more };
}

export const awsAuthRef = ref('configmaps', { namespace: 'kube-system', name: 'aws-auth' });

export function awsAuth(mapRoles: string): AuditJson {
  return {
    kind: 'ConfigMap',
    apiVersion: 'v1',
    metadata: { name: 'aws-auth' },
    data: { mapRoles },
  };
}

export function sampleAudit(name: string): AuditJson {
  return JSON.parse(readFileSync(`examples/events/audit-${name}.json`, 'utf8'));
}

export function parsedAudit(record: unknown, estate = nothingKnown): ParsedAuditRecord {
  return parseAuditRecord({ cluster: prodRef, record }, { account: sampleAccount, estate });
}

/** What a record that must be understood is understood as. */
export function auditHint(record: unknown, estate = nothingKnown): AuditHint {
  const parsed = parsedAudit(record, estate);
  if (parsed.kind !== 'hint') throw new Error(`${parsed.kind}: ${parsed.reason}`);
  return parsed.hint;
}
