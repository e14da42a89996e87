import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import type { Role, User } from '../../../shared/model/principal.ts';
import type { Call } from '../call.ts';
import { textsAt } from '../parameters.ts';
import { storedValue } from '../stored.ts';
import { set } from '../value-changes.ts';
import type { CataloguedEvent, Effect } from './catalogued-event.ts';
import { tagsIn } from './iam-documents.ts';
import { effectOn, touching } from './of-principal.ts';

/** Conditions of policies may ask for the tags of roles and users. */
export const tagEvents: readonly CataloguedEvent[] = [
  row('TagRole', 'role', factKeys.role, tagged),
  row('UntagRole', 'role', factKeys.role, untagged),
  row('TagUser', 'user', factKeys.user, tagged),
  row('UntagUser', 'user', factKeys.user, untagged),
];

type Tags = Role['tags'];

function row(
  eventName: string,
  kind: 'role' | 'user',
  keyOf: (arn: string) => FactKey<Role | User>,
  tagging: (stored: Tags, call: Call) => Tags | undefined,
): CataloguedEvent {
  const effect = effectOn(kind, (call, arn): Effect => {
    const stored = storedValue(call.estate, keyOf(arn))?.tags;
    if (stored === undefined) return { underivable: 'the other tags are not known' };
    const tags = tagging(stored, call);
    return tags === undefined
      ? { underivable: 'IAM tells keys apart without regard to case, and the record does not' }
      : { changes: set(keyOf(arn), 'tags', tags) };
  });
  return { eventName, touches: touching(kind), effect };
}

function tagged(stored: Tags, { request }: Call): Tags | undefined {
  const tags = tagsIn(request);
  return tags.some(([key]) => isOtherwiseSpelled(stored, key))
    ? undefined
    : { ...stored, ...Object.fromEntries(tags) };
}

function untagged(stored: Tags, { request }: Call): Tags | undefined {
  const keys = textsAt(request, 'tagKeys');
  if (keys.some((key) => isOtherwiseSpelled(stored, key))) return undefined;
  return Object.fromEntries(Object.entries(stored).filter(([key]) => !keys.includes(key)));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
function isOtherwiseSpelled(stored: Tags, key: string): boolean {
  const known = Object.keys(stored).find((name) => name.toLowerCase() === key.toLowerCase());
  return known !== undefined && known !== key;
}
