import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { Clients } from './clients.ts';
import { account } from './place.ts';

export function roleArn(path: string, name: string): string {
  return `arn:aws:iam::${account}:role${path}${name}`;
}

export async function createRole({ iam }: Clients, arn: string, trust: string): Promise<void> {
  const { path: Path = '/', name: RoleName = '' } =
    /:role(?<path>\/.*?)(?<name>[^/]+)$/.exec(arn)?.groups ?? {};
  await iam.send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument: trust }));
}

/** Gives a role one of AWS's own policies. */
export async function attach({ iam }: Clients, arn: string, name: string): Promise<void> {
  const PolicyArn = `arn:aws:iam::aws:policy/${name}`;
  await iam.send(new AttachRolePolicyCommand({ RoleName: nameOf(arn), PolicyArn }));
}

/** Writes the inline policy of a role. */
export async function putPolicy({ iam }: Clients, arn: string, document: string): Promise<void> {
  const RoleName = nameOf(arn);
  await iam.send(
    new PutRolePolicyCommand({ RoleName, PolicyName: 'permissions', PolicyDocument: document }),
  );
}

/** The last part of a role's ARN, by which the API goes. */
function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
