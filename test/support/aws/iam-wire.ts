import { AwsError } from './aws-call.ts';
import { pageOf } from './operations.ts';

/** In the query protocol every input is text. */
export interface IamPaging {
  readonly MaxItems?: string;
  readonly Marker?: string;
}

export function iamPageOf<T>(all: readonly T[], { MaxItems, Marker }: IamPaging) {
  const size = MaxItems === undefined ? undefined : Number(MaxItems);
  const { page, next } = pageOf(all, { size, token: Marker, limit: 1_000 });
  return { page, IsTruncated: next !== undefined, Marker: next };
}

export function notFound(what: string): AwsError {
  return new AwsError('NoSuchEntity', `${what} cannot be found.`, 404);
}

/** IAM gives documents percent-encoded as in RFC 3986. */
export function onTheWire<T>(detail: T): T {
  return JSON.parse(JSON.stringify(detail), (key, value) =>
    documentMembers.includes(key) ? encodeURIComponent(value) : value,
  );
}

const documentMembers = ['AssumeRolePolicyDocument', 'PolicyDocument', 'Document'];
