import { expect, test } from 'vitest';
import type { Look, Looks } from '../../shared/ports/looks.ts';

export interface DeliveredLooks {
  readonly looks: Looks;
  /** Lets so many seconds pass; resolves to what was delivered by then. */
  readonly after: (seconds: number) => Promise<readonly Look[]>;
}

/** What every Looks promises. `create` gives one that holds none. */
export function looksContract(create: () => Promise<DeliveredLooks>): void {
  test('delivers a look as it was asked for', async () => {
    const { looks, after } = await create();
    await looks.after(0, again);

    expect(await after(1)).toEqual([again]);
  });

  test('delivers no look before it is due', async () => {
    const { looks, after } = await create();
    await looks.after(3, status);

    expect(await after(1)).toEqual([]);
    expect(await after(4)).toEqual([status]);
  });

  test('holds a look back for at most 900 seconds', async () => {
    const { looks } = await create();
    await looks.after(900, { kind: 'flapping' });

    await expect(looks.after(901, { kind: 'flapping' })).rejects.toThrow(RangeError);
    await expect(looks.after(-1, { kind: 'flapping' })).rejects.toThrow(RangeError);
    await expect(looks.after(Number.NaN, { kind: 'flapping' })).rejects.toThrow(RangeError);
  });
}

const change = {
  actor: {
    name: 'role/ci (session deploy)',
    mfa: true,
    // Two characters that SQS does not take as they are, and half of a pair.
    userAgent: 'aws-cli \uFFFE\uFFFF\uD800 ✓',
    eventId: 'event-1',
    eventName: 'CreateAccessEntry',
    eventTime: 1,
    region: 'eu-west-1',
  },
  claims: [
    { key: 'access-entry eu-west-1/prod arn:aws:iam::111122223333:role/ci', path: '', id: '0123' },
  ],
} as const;

const again: Look = {
  kind: 'again',
  request: {
    kind: 'accessEntry',
    cluster: { region: 'eu-west-1', name: 'prod' },
    principalArn: 'arn:aws:iam::111122223333:role/ci',
  },
  changes: [change],
};

const status: Look = {
  kind: 'status',
  thing: {
    cluster: { region: 'eu-west-1', name: 'prod' },
    part: { kind: 'nodegroup', name: 'workers' },
  },
  changes: [change],
  attempt: 2,
  since: 1,
};
