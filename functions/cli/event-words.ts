import { type FactKey, readKey } from '../../shared/model/fact-key.ts';
import type { ValueChange } from '../../shared/model/value-change.ts';
import { plain, shortArns, shown, timeText } from '../../shared/report/text.ts';
import type { Effect } from '../events/catalogue/catalogued-event.ts';
import type { ReplayedEvent } from './replayed-event.ts';

/** When, what and who. */
export function headOf({ at, eventName, place, change }: ReplayedEvent): string {
  const time = at === undefined ? 'at an unknown time' : timeText(at);
  const name = eventName === undefined ? plain(place) : shown(eventName, 100);
  const who = change === undefined ? '' : ` by ${shown(change.actor.name, 200)}`;
  return `${time}: ${name}${who}`;
}

/** What it is documented to have done, a text for each fact. */
export function effectTexts(effect: Effect, accountId: string): readonly string[] {
  if ('underivable' in effect) return [];
  const facts = [...Map.groupBy(effect.changes, ({ key }) => key)];
  return facts.map(([key, changes]) => factText(key, changes, accountId));
}

function factText(
  key: FactKey<unknown>,
  changes: readonly ValueChange[],
  accountId: string,
): string {
  const { fact, place, item } = readKey(key);
  const of = item === undefined ? '' : ` of ${shortArns(shown(item, 300), accountId)}`;
  const thing = `${fact}${of} in ${shown(place, 200)}`;
  if (changes.some(({ path, value }) => path === '' && value === undefined))
    return `removes ${thing}`;
  const parts = changes.filter(({ path }) => path !== '').map(partText);
  return parts.length === 0 ? `writes ${thing}` : `writes ${thing}: ${parts.join(', ')}`;
}

function partText({ path, value }: ValueChange): string {
  return value === undefined ? `no ${shown(path, 300)}` : shown(path, 300);
}
