import { type Json, memberOf } from '../model/json.ts';

/**
 * Whether a list answer says that more would follow: IAM and EKS in their words, and the CLI when told to stop early.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-pagination.html
 */
export function isTruncated(json: Json): boolean {
  if (memberOf(json, 'IsTruncated') === true) return true;
  return ['nextToken', 'NextToken'].some((name) => typeof memberOf(json, name) === 'string');
}
