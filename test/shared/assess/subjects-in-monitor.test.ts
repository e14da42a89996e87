import { describe, expect, it } from 'vitest';
import { assess } from '../../../shared/assess/assess.ts';
import { createEstate } from '../../../shared/model/estate.ts';
import { present, unread } from '../../../shared/model/fact.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { monitorIntact } from '../../../shared/rules/monitor-intact.ts';
import { plainConfig } from '../../support/config.ts';
import { sampleAccount } from '../../support/estate.ts';
import { monitorQueue, monitorSweep } from '../../support/monitor.ts';
import { listed, type Readings } from '../../support/subjects.ts';

const rejected = 'queue eu-west-1 rejected';
const list = factKeys.monitorParts();

describe('parts of the deployment', () => {
  it('are those of the list, each resting on its own fact', () => {
    const readings: Readings = [
      [list, present([rejected, 'sweep'], 1)],
      [factKeys.monitorPart(rejected), present(monitorQueue(0), 1)],
      [factKeys.monitorPart('sweep'), present(monitorSweep(), 1)],
    ];
    expect(listed('monitorPart', readings)).toEqual({
      candidates: [
        {
          subjectId: rejected,
          place: { region: 'global' },
          resource: { type: 'AWS::SQS::Queue', id: rejected },
          touched: [`fact monitor-part gatewatch ${rejected}`],
          subject: monitorQueue(0),
        },
        {
          subjectId: 'sweep',
          place: { region: 'global' },
          resource: { type: 'Gatewatch::Deployment', id: 'sweep' },
          touched: ['fact monitor-part gatewatch sweep'],
          subject: monitorSweep(),
        },
      ],
      gaps: [],
      touched: ['optional monitor-parts gatewatch'],
    });
  });

  it('are none where nothing is deployed, and coverage does not miss them', () => {
    const { verdicts, coverage } = assessment([]);
    expect({ verdicts, coverage }).toEqual({ verdicts: [], coverage: [] });
  });

  it('are a gap where their list was tried and not read', () => {
    expect(listed('monitorPart', [[list, unread('denied', 1)]]).gaps).toEqual([
      { kind: 'monitorPart', region: 'global', key: list, reason: 'denied' },
    ]);
  });

  it('cannot be cleared while they are unread', () => {
    const key = factKeys.monitorPart(rejected);
    const { verdicts, coverage } = assessment([
      [list, present([rejected], 1)],
      [key, unread('AccessDenied', 1)],
    ]);
    expect(verdicts).toMatchObject([
      { subject: rejected, verdict: 'INSUFFICIENT_DATA', complete: false },
    ]);
    expect(coverage).toContainEqual({
      fact: 'monitor-part',
      place: 'gatewatch',
      item: rejected,
      read: false,
      reason: 'AccessDenied',
    });
  });
});

function assessment(readings: Readings) {
  return assess({
    catalogue: [monitorIntact],
    config: plainConfig,
    estate: createEstate(sampleAccount, new Map(readings)),
    today: '2026-11-21',
  });
}
