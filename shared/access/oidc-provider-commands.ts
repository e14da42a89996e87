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
