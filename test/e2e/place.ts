import { resolve } from 'node:path';

/** The project's folder. */
export const root = resolve(import.meta.dirname, '../..');

/** Where everything runs. The emulator takes the account's id for the root user's access key. */
export const account = '111122223333';
export const region = 'eu-west-1';
/** Where CloudTrail records calls to IAM. */
export const iamRegion = 'us-east-1';

export const credentials = { accessKeyId: account, secretAccessKey: 'any' };

export function clusterArn(name: string): string {
  return `arn:aws:eks:${region}:${account}:cluster/${name}`;
}
