import type { Page } from './every-page.ts';

/** One page of an IAM list; a page that names neither its end nor the next page is none. */
export function iamPage<T>(
  values: readonly T[] | undefined,
  { IsTruncated, Marker }: IamPaging,
): Page<T> {
  const isLast = IsTruncated === false;
  const follows = IsTruncated === true && Boolean(Marker);
  return isLast || follows
    ? { values, nextToken: isLast ? undefined : Marker }
    : { values: undefined, nextToken: undefined };
}

export interface IamPaging {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
