import type { Json } from '../model/json.ts';
import { shellCommand } from '../model/shell.ts';

/** https://docs.aws.amazon.com/cli/latest/reference/iam/put-role-policy.html */
export function putRolePolicy(roleName: string, policyName: string, document: Json): string {
  return shellCommand([
    ...['aws', 'iam', 'put-role-policy', '--role-name', roleName],
    ...['--policy-name', policyName, '--policy-document', JSON.stringify(document)],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/iam/create-policy-version.html */
export function createPolicyVersion(policyArn: string, document: Json): string {
  return shellCommand([
    ...['aws', 'iam', 'create-policy-version', '--policy-arn', policyArn],
    ...['--policy-document', JSON.stringify(document), '--set-as-default'],
  ]);
}

/**
 * Which services and actions a role has used.
 * https://docs.aws.amazon.com/cli/latest/reference/iam/generate-service-last-accessed-details.html
 */
export function generateServiceLastAccessedDetails(arn: string): string {
  return shellCommand([
    ...['aws', 'iam', 'generate-service-last-accessed-details', '--arn', arn],
    ...['--granularity', 'ACTION_LEVEL'],
  ]);
}

/** Takes everything from a role until that policy is deleted again. https://docs.aws.amazon.com/cli/latest/reference/iam/put-role-policy.html */
export function denyAll(roleName: string): string {
  return putRolePolicy(roleName, 'DenyAll', {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
  });
}

/** https://docs.aws.amazon.com/cli/latest/reference/iam/delete-role-policy.html */
export function deleteRolePolicy(roleName: string, policyName: string): string {
  return shellCommand([
    ...['aws', 'iam', 'delete-role-policy', '--role-name', roleName],
    ...['--policy-name', policyName],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/iam/put-user-policy.html */
export function putUserPolicy(userName: string, policyName: string, document: Json): string {
  return shellCommand([
    ...['aws', 'iam', 'put-user-policy', '--user-name', userName],
    ...['--policy-name', policyName, '--policy-document', JSON.stringify(document)],
  ]);
}
