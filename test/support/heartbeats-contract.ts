import { expect, test } from 'vitest';
import type { Heartbeats } from '../../shared/ports/heartbeats.ts';

/** What every Heartbeats promises. `create` gives one that has seen none. */
export function heartbeatsContract(create: () => Promise<Heartbeats>): void {
  test('knows no beat at first', async () => {
    expect(await (await create()).last()).toBeUndefined();
  });

  test('knows a beat that was sent, and that it was heard', async () => {
    const beats = await create();
    await beats.sent({ id: 'one', at: 1_000 });
    expect(await beats.last()).toEqual({ id: 'one', sentAt: 1_000 });

    await beats.heard('one', 2_000);
    expect(await beats.last()).toEqual({ id: 'one', sentAt: 1_000, heardAt: 2_000 });
  });

  test('takes a beat that is heard before its sender has said so', async () => {
    const beats = await create();
    await beats.heard('one', 2_000);
    expect(await beats.last()).toBeUndefined();

    await beats.sent({ id: 'one', at: 1_000 });
    expect(await beats.last()).toEqual({ id: 'one', sentAt: 1_000, heardAt: 2_000 });
  });

  test('names the oldest beat that is missing, however many were sent since', async () => {
    const beats = await create();
    await beats.sent({ id: 'heard', at: 1_000 });
    await beats.heard('heard', 1_500);
    for (const at of [4_000, 2_000, 3_000]) await beats.sent({ id: `beat-${at}`, at });

    expect(await beats.last()).toEqual({ id: 'beat-2000', sentAt: 2_000 });
  });

  test('is content with a later beat that was heard', async () => {
    const beats = await create();
    await beats.sent({ id: 'lost', at: 1_000 });
    await beats.sent({ id: 'heard', at: 2_000 });
    await beats.heard('heard', 2_500);
    expect(await beats.last()).toEqual({ id: 'heard', sentAt: 2_000, heardAt: 2_500 });

    await beats.sent({ id: 'next', at: 3_000 });
    expect(await beats.last()).toEqual({ id: 'next', sentAt: 3_000 });
  });

  test('hears a beat once', async () => {
    const beats = await create();
    await beats.sent({ id: 'one', at: 1_000 });
    await beats.heard('one', 2_000);
    await beats.heard('one', 9_000);

    expect(await beats.last()).toEqual({ id: 'one', sentAt: 1_000, heardAt: 2_000 });
  });
}
