import type { Alert, Telling } from '../model/alert.ts';
import { byteLength } from './text.ts';

/**
 * An alert cut to so many bytes of JSON for the findings that it tells, what needs attention first being kept: for people,
 * who are told how many are left out. One finding is never cut.
 */
export function fittingAlert(alert: Alert, maximum: number): Alert {
  const [first = alert, ...rest] = alertParts(alert, maximum);
  if (first.kind === 'observation') return first;
  const hidden = rest.reduce((sum, part) => sum + toldIn(part).length, 0);
  return hidden === 0 ? first : { ...first, hidden };
}

/** The same as several alerts that tell all of it together: for machines. */
export function alertParts(alert: Alert, maximum: number): readonly Alert[] {
  if (alert.kind === 'observation') return [alert];
  const parts: Telling[][] = [[]];
  let used = 0;
  for (const telling of alert.told) {
    const size = byteLength(JSON.stringify(telling)) + 1;
    if (used > 0 && used + size > maximum) {
      parts.push([]);
      used = 0;
    }
    parts.at(-1)?.push(telling);
    used += size;
  }
  return parts.map((told) => ({ ...alert, told }));
}

function toldIn(alert: Alert): readonly Telling[] {
  return alert.kind === 'observation' ? [] : alert.told;
}
