import type { Estate } from '../model/estate.ts';
import type { AccessStory } from '../model/finding.ts';
import type { ValueChange } from '../model/value-change.ts';

/** Until merged. */
export function accessStory(_: {
  readonly previous: Estate;
  readonly estate: Estate;
  readonly changes: readonly ValueChange[];
}): AccessStory | undefined {
  return undefined;
}
