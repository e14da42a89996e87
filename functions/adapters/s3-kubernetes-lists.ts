import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { KubernetesLists } from '../../shared/ports/kubernetes-reader.ts';
import { stateSettings } from './client-settings.ts';

/** Lists as objects of a bucket, where they stay for a day. */
export function s3KubernetesLists(
  bucket: string,
  client = new S3Client(stateSettings),
): KubernetesLists {
  return {
    put: async (key, list) => {
      const Body = JSON.stringify(list);
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body, ContentType: 'application/json' }),
      );
    },
  };
}
