import { type Check, checkAreas, checkStatuses } from '../model/check.ts';

/**
 * One check for each thing that several have looked at: of two, that of whoever could look, and of two who could, the
 * worse. In the order of their areas; what needs somebody stands first in each.
 */
export function checkup(...looks: readonly (readonly Check[])[]): readonly Check[] {
  const worst = new Map<string, Check>();
  for (const check of looks.flat()) {
    const known = worst.get(check.id);
    worst.set(check.id, known === undefined || tells(check) < tells(known) ? check : known);
  }
  return [...worst.values()].sort(
    (a, b) =>
      checkAreas.indexOf(a.area) - checkAreas.indexOf(b.area) ||
      checkStatuses.indexOf(a.status) - checkStatuses.indexOf(b.status),
  );
}

/** How much a check says: a fault most, and that nobody could look least of all. */
function tells({ status }: Check): number {
  return ['fault', 'ok', 'not-applicable', 'unread'].indexOf(status);
}

/** Of a command: 1 for a fault, 2 where nobody could look and nothing is known to be wrong, else 0. */
export function exitStatusOf(checks: readonly Check[]): number {
  const has = (wanted: Check['status']) => checks.some(({ status }) => status === wanted);
  if (has('fault')) return 1;
  return has('unread') ? 2 : 0;
}
