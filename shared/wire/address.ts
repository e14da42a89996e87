/**
 * An address without what lets somebody in: of http(s) nothing stands before the host, since a token may stand for the user;
 * of others the user's name alone. Estates, reports and alerts quote addresses.
 */
export function withoutCredentials(address: string): string {
  return address.replace(
    /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)@/i,
    (_, scheme: string, credentials: string) => {
      const [user = ''] = credentials.split(':');
      return /^https?:/i.test(scheme) ? scheme : `${scheme}${user}@`;
    },
  );
}
