import { parseIamArn } from '../../shared/model/arn.ts';
import type { EventRequest } from '../../shared/model/reading.ts';
import type { CloudTrailRecord } from './cloud-trail-record.ts';

type Hint =
  | { readonly request: EventRequest; readonly explains: readonly string[] }
  | { readonly problem: string };

/** The kinds of fact that each watched call writes. */
const explainedBy: Readonly<Record<string, readonly string[]>> = {
  CreateAccessEntry: ['access-entry'],
  UpdateAccessEntry: ['access-entry'],
  DeleteAccessEntry: ['access-entry', 'access-policies'],
  AssociateAccessPolicy: ['access-policies'],
  DisassociateAccessPolicy: ['access-policies'],
  CreateRole: ['role', 'trust-policy'],
  DeleteRole: ['role', 'trust-policy'],
  UpdateAssumeRolePolicy: ['trust-policy'],
};

/** What to read again after a call that succeeded. */
export function hintOf(event: CloudTrailRecord): Hint {
  const explains = explainedBy[event.eventName] ?? [];
  return event.eventSource === 'iam.amazonaws.com'
    ? roleHint(event, explains)
    : accessEntryHint(event, explains);
}

/**
 * EKS logs the path label of the cluster as `name`, older records as `clusterName`, and labels that are part of
 * the URI percent-encoded: `principalArn` is encoded in AssociateAccessPolicy and plain in CreateAccessEntry.
 */
function accessEntryHint(event: CloudTrailRecord, explains: readonly string[]): Hint {
  const { requestParameters: request, responseElements: response } = event;
  const clusterName =
    text(request, 'name') ?? text(request, 'clusterName') ?? text(response, 'clusterName');
  const principalArn = text(response, 'principalArn') ?? text(request, 'principalArn');
  if (clusterName === undefined) return { problem: 'names no cluster' };
  if (principalArn === undefined) return { problem: 'names no principal' };
  const principal = decoded(principalArn);
  if (parseIamArn(principal) === undefined) {
    return { problem: `principalArn is not an IAM ARN: ${principal}` };
  }
  const cluster = { region: event.awsRegion, name: decoded(clusterName) };
  return { request: { kind: 'accessEntry', cluster, principalArn: principal }, explains };
}

function roleHint(event: CloudTrailRecord, explains: readonly string[]): Hint {
  const roleName = text(event.requestParameters, 'roleName');
  if (roleName === undefined) return { problem: 'names no role' };
  const role = event.responseElements?.['role'];
  const roleArn = isRecord(role) ? text(role, 'arn') : undefined;
  const request: EventRequest =
    roleArn === undefined ? { kind: 'role', roleName } : { kind: 'role', roleName, roleArn };
  return { request, explains };
}

function text(
  of: Readonly<Record<string, unknown>> | null | undefined,
  key: string,
): string | undefined {
  const value = of?.[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** A text that is not valid percent-encoding is taken as it stands. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
