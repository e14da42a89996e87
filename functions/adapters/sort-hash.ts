import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/model/json.ts';

/**
 * What names an item by its content, in 128 bits: a sort key has at most 1,024 bytes.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export function sortHash(content: unknown): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 32);
}
