import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Alert, ChangeAlert } from '../../../shared/model/alert.ts';
import { emailMessage } from '../../../shared/report/email.ts';
import { alertParts, fittingAlert } from '../../../shared/report/parts.ts';
import { tellings } from '../../../shared/report/telling.ts';
import { byteLength } from '../../../shared/report/text.ts';
import { account, observation, owed } from './sample.ts';

function change(count: number): ChangeAlert {
  const items = Array.from({ length: count }, (_, index) => owed('OPENED', { id: `f${index}` }));
  return { kind: 'change', account, told: tellings(items), deliveryId: 'd' };
}

const idsIn = (alert: Alert) =>
  alert.kind === 'observation' ? [] : alert.told.map(({ finding: { id } }) => id);
const one = byteLength(JSON.stringify(change(1).told[0])) + 1;
const observed: Alert = { kind: 'observation', account, observation, deliveryId: 'd' };

describe('an alert in parts', () => {
  test('is one where all fits', () => {
    expect(alertParts(change(3), 3 * one)).toEqual([change(3)]);
  });

  test('is another where a byte is missing', () => {
    expect(alertParts(change(3), 3 * one - 1).map(idsIn)).toEqual([['f0', 'f1'], ['f2']]);
  });

  test('has a part for a finding that fits into none', () => {
    expect(alertParts(change(2), 10).map(idsIn)).toEqual([['f0'], ['f1']]);
  });

  test('of no finding is one', () => {
    expect(alertParts(change(0), 10)).toEqual([change(0)]);
  });

  test('about an observation is one', () => {
    expect(alertParts(observed, 1)).toEqual([observed]);
    expect(fittingAlert(observed, 1)).toEqual(observed);
  });

  test('tells all of it, in its order, and keeps each part as small as asked', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.integer({ min: 1, max: 5 * one }), (count, maximum) => {
        const parts = alertParts(change(count), maximum);
        expect(parts.flatMap(idsIn)).toEqual(idsIn(change(count)));
        for (const part of parts) {
          const size = byteLength(JSON.stringify(part.kind === 'observation' ? '' : part.told)) - 1;
          expect(idsIn(part).length <= 1 || size <= maximum).toBe(true);
        }
      }),
    );
  });
});

describe('an alert cut to fit', () => {
  test('is whole where all fits, and says nothing of more', () => {
    expect(fittingAlert(change(3), 3 * one)).toStrictEqual(change(3));
  });

  test('says how many are left out', () => {
    const cut = fittingAlert(change(5), 2 * one);
    expect([idsIn(cut), 'hidden' in cut && cut.hidden]).toEqual([['f0', 'f1'], 3]);
    const { body } = emailMessage(cut);
    expect(body).toContain('Gatewatch: a change in account 011122223333 moved 5 findings.');
    expect(body).toContain('\n… and 3 more findings, see the report.\n');
  });
});
