import { shellCommand } from '../model/shell.ts';

/** https://docs.aws.amazon.com/cli/latest/reference/iam/add-client-id-to-open-id-connect-provider.html */
export function addClientIdToOidcProvider(providerArn: string, clientId: string): string {
  return shellCommand([
    ...['aws', 'iam', 'add-client-id-to-open-id-connect-provider'],
    ...['--open-id-connect-provider-arn', providerArn, '--client-id', clientId],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/iam/remove-client-id-from-open-id-connect-provider.html */
export function removeClientIdFromOidcProvider(providerArn: string, clientId: string): string {
  return shellCommand([
    ...['aws', 'iam', 'remove-client-id-from-open-id-connect-provider'],
    ...['--open-id-connect-provider-arn', providerArn, '--client-id', clientId],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/iam/delete-open-id-connect-provider.html */
export function deleteOidcProvider(providerArn: string): string {
  return shellCommand([
    ...['aws', 'iam', 'delete-open-id-connect-provider'],
    ...['--open-id-connect-provider-arn', providerArn],
  ]);
}

/**
 * Client ids are JSON, so that none is taken for anything else. IAM finds the thumbprint by itself.
 * https://docs.aws.amazon.com/cli/latest/reference/iam/create-open-id-connect-provider.html
 */
export function createOidcProvider(issuer: string, clientIds: readonly string[]): string {
  return shellCommand([
    ...['aws', 'iam', 'create-open-id-connect-provider', '--url', `https://${issuer}`],
    ...(clientIds.length === 0 ? [] : ['--client-id-list', JSON.stringify(clientIds)]),
  ]);
}
