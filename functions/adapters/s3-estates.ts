import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { EstateStore, Part } from '../../shared/ports/estate-store.ts';
import { stateSettings } from './client-settings.ts';
import { dynamoHead } from './dynamo-head.ts';
import type { StateTable } from './state-table.ts';

export interface S3Estates extends StateTable {
  readonly bucket: string;
}

/**
 * Parts as gzipped JSON under `estate/<accountId>/<part>/<hash>.json.gz`, HEAD in the state table. That a
 * part is gone can only be told with s3:ListBucket: without it S3 answers 403 instead of 404.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function s3Estates(
  where: S3Estates,
  s3 = new S3Client(stateSettings),
  dynamo = new DynamoDBClient(stateSettings),
): EstateStore {
  const place = (name: string, hash: string) => ({
    Bucket: where.bucket,
    Key: `estate/${where.accountId}/${name}/${hash}.json.gz`,
  });
  return {
    ...dynamoHead(where, dynamo),
    part: (name, hash) => getPart(s3, place(name, hash)),
    putPart: (hash, part) => putPart(s3, place(part.name, hash), part),
  };
}

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

async function getPart(s3: S3Client, place: Place): Promise<Part | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand(place));
    return await unpack(place, (await Body?.transformToByteArray()) ?? new Uint8Array());
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

async function unpack({ Bucket, Key }: Place, body: Uint8Array): Promise<Part> {
  try {
    return JSON.parse((await promisify(gunzip)(body)).toString('utf8'));
  } catch (cause) {
    throw new Error(`s3://${Bucket}/${Key} is not a gzipped JSON document`, { cause });
  }
}

async function putPart(s3: S3Client, place: Place, part: Part): Promise<void> {
  const Body = await promisify(gzip)(JSON.stringify(part));
  await s3.send(
    new PutObjectCommand({
      ...place,
      Body,
      ContentType: 'application/json',
      ContentEncoding: 'gzip',
    }),
  );
}
