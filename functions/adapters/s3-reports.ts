import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { ReportStore } from '../../shared/ports/report-store.ts';
import { stateSettings } from './client-settings.ts';

export interface S3Reports {
  readonly bucket: string;
  readonly accountId: string;
}

/** Reports as `reports/<accountId>/<runId>/<name>`. */
export function s3Reports(
  { bucket, accountId }: S3Reports,
  client = new S3Client(stateSettings),
): ReportStore {
  return {
    put: async ({ runId, name, contentType, body }) => {
      const Key = `reports/${accountId}/${runId}/${name}`;
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key, Body: body(), ContentType: contentType }),
      );
      return `s3://${bucket}/${Key}`;
    },
  };
}
