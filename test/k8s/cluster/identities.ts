import type { AwsCredentials } from '../../../functions/adapters/kubernetes-token.ts';
import { eksToken } from '../../../functions/adapters/kubernetes-token.ts';
import type { Identity } from './token-review.ts';

const prod = { region: 'eu-west-1', name: 'prod' };

/** Of the role of Gatewatch's reader, whose access entry has the group `gatewatch:readers`. */
export const readerKeys = {
  accessKeyId: 'ASIAREADERREADER',
  secretAccessKey: 'the-secret-of-the-reader',
  sessionToken: 'a/session+token==',
};

/** Of a role that has an access entry and no group. */
export const strangerKeys = {
  accessKeyId: 'AKIASTRANGER',
  secretAccessKey: 'the-secret-of-a-stranger',
};

export const identities: Readonly<Record<string, Identity>> = {
  [readerKeys.accessKeyId]: {
    secretAccessKey: readerKeys.secretAccessKey,
    username: 'arn:aws:sts::111122223333:assumed-role/gatewatch-reader/gatewatch',
    groups: ['gatewatch:readers'],
  },
  [strangerKeys.accessKeyId]: {
    secretAccessKey: strangerKeys.secretAccessKey,
    username: 'arn:aws:sts::111122223333:assumed-role/stranger/ana',
    groups: [],
  },
};

/** Makes tokens as the reader does, from now or from so many milliseconds ago, for `prod` or another cluster. */
export function tokensOf(
  credentials: AwsCredentials,
  {
    age = 0,
    clusterName = prod.name,
  }: { readonly age?: number; readonly clusterName?: string } = {},
): () => Promise<string> {
  const cluster = { ...prod, name: clusterName };
  return () => eksToken({ cluster, credentials, clock: () => Date.now() - age });
}
