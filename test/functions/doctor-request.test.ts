import { describe, expect, it } from 'vitest';
import { examineAlerts } from '../../functions/alert/examine-alerts.ts';
import { parseAlertRequest } from '../../functions/events/alert-request.ts';
import type { Check, Examination } from '../../shared/model/check.ts';
import type { ChannelCheck } from '../../shared/ports/channel-check.ts';
import { gatewatch } from '../support/gatewatch.ts';

const examined: Examination = { status: 'examined', checks: [] };

describe('{"doctor":true} to the sweep', () => {
  it('looks at the deployment, and at nothing of the account', async () => {
    const watch = gatewatch();
    expect(await watch.sweep({ doctor: true }, { examine: async () => examined })).toEqual(
      examined,
    );
    expect(watch.metrics).toEqual([]);
    expect(await watch.ports.estates.head()).toBeUndefined();
  });

  it('is refused where nothing is deployed', async () => {
    await expect(gatewatch().sweep({ doctor: true })).rejects.toThrow(
      'Nothing is deployed here that could be looked at.',
    );
  });

  it('stands alone', async () => {
    await expect(gatewatch().sweep({ doctor: true, dryRun: true })).rejects.toThrow(
      '"doctor" stands alone: it looks at the deployment',
    );
  });
});

describe('what the function that alerts is asked', () => {
  it.each<[string, Parameters<typeof parseAlertRequest>[0], unknown]>([
    ['nothing by the clock', {}, undefined],
    ["nothing by the table's stream", { Records: [] }, undefined],
    ['nothing by what is no object', null, undefined],
    ['to look', { doctor: true }, { doctor: true }],
    ['to send a test message', { testMessage: 'findings' }, { testMessage: 'findings' }],
  ])('is %s', (_, event, request) => {
    expect(parseAlertRequest(event)).toEqual(request);
  });

  it.each([
    [{ doctor: false }],
    [{ doctor: true, testMessage: 'all' }],
    [{ doctor: true, more: 1 }],
    [{ testMessage: 7 }],
  ])('is refused as %j', (event) => {
    expect(() => parseAlertRequest(event)).toThrow(
      'known are {"doctor":true} and {"testMessage":"CHANNEL"}',
    );
  });
});

describe('a test message', () => {
  const sent: string[] = [];

  function channel(name: string): ChannelCheck {
    const check: Check = { id: `channel ${name}`, area: 'alerts', status: 'ok', says: name };
    return {
      name,
      check: async () => check,
      test: async () => {
        sent.push(name);
        return { ...check, id: `test message ${name}` };
      },
    };
  }

  const ports = {
    findings: { owed: async () => [] },
    channels: [channel('findings'), channel('operations')],
    functionName: 'alert',
    region: 'eu-west-1',
    clock: () => 1,
  };

  it.each([
    ['findings', ['findings']],
    ['all', ['findings', 'operations']],
  ])('to %s goes to %j', async (testMessage, names) => {
    sent.length = 0;
    const { checks } = await examineAlerts(ports, { testMessage });
    expect(sent).toEqual(names);
    expect(checks.map(({ id }) => id)).toEqual(names.map((name) => `test message ${name}`));
  });

  it('is not sent by a look', async () => {
    sent.length = 0;
    const { checks } = await examineAlerts(ports, { doctor: true });
    expect(sent).toEqual([]);
    expect(checks.map(({ id }) => id)).toEqual([
      'alerts owed',
      'channel findings',
      'channel operations',
    ]);
  });
});
