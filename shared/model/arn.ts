/** `arn:partition:service:region:account:resource`, where region and account may be empty. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  /** A string: account ids may begin with zeros. */
  readonly accountId: string;
  readonly resource: string;
}

const arnPattern = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)/s;

export function parseArn(text: string): Arn | undefined {
  const match = arnPattern.exec(text);
  if (match === null) return undefined;
  const [, partition = '', service = '', region = '', accountId = '', resource = ''] = match;
  return { partition, service, region, accountId, resource };
}

/** An IAM role, user, group or policy as its ARN names it; `path` begins and ends with `/`. */
export interface IamArn {
  readonly partition: string;
  readonly accountId: string;
  readonly kind: string;
  readonly path: string;
  readonly name: string;
}

/** Undefined for anything but `arn:…:iam::account:kind/path/name`, the account's root included. */
export function parseIamArn(text: string): IamArn | undefined {
  const arn = parseArn(text);
  if (arn?.service !== 'iam') return undefined;
  const first = arn.resource.indexOf('/');
  const last = arn.resource.lastIndexOf('/');
  if (first <= 0) return undefined;
  return {
    partition: arn.partition,
    accountId: arn.accountId,
    kind: arn.resource.slice(0, first),
    path: arn.resource.slice(first, last + 1),
    name: arn.resource.slice(last + 1),
  };
}

/** Service-linked roles are known by their path, which IAM reserves; a name could be chosen. */
export function isServiceLinkedRole(arn: string): boolean {
  const iam = parseIamArn(arn);
  return iam?.kind === 'role' && iam.path.startsWith('/aws-service-role/');
}

/**
 * IAM Identity Center keeps its roles under a path that nobody else can use, and names their sessions after the user.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function isIdentityCenterRole(arn: string): boolean {
  const iam = parseIamArn(arn);
  return iam?.kind === 'role' && reservedPath.test(iam.path);
}

const reservedPath = /^\/aws-reserved\/sso\.amazonaws\.com\/([a-z0-9-]+\/)?$/;
