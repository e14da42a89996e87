import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { Known } from '../../shared/model/check.ts';
import { stateSettings } from './client-settings.ts';
import { known } from './known.ts';

/**
 * Does with a key what SNS does with it on behalf of whoever publishes: both calls are made with the publisher's
 * permissions. The data key is thrown away.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function keyUse(
  keyArn: string,
  client = new KMSClient(stateSettings),
): () => Promise<Known<true>> {
  return () =>
    known(async () => {
      const dataKey = new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: 'AES_256' });
      const { CiphertextBlob } = await client.send(dataKey);
      await client.send(new DecryptCommand({ KeyId: keyArn, CiphertextBlob }));
      return true as const;
    });
}
