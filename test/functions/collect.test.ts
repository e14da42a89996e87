import { describe, expect, it } from 'vitest';
import { collect } from '../../functions/collect.ts';
import { collectEvent } from '../../functions/collect-event.ts';
import { absent } from '../../shared/model/fact.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import type { EventSource } from '../../shared/ports/event-source.ts';
import { sampleAccount } from '../support/estate.ts';
import { fakeAccount } from '../support/fake-account.ts';

const roleArn = 'arn:aws:iam::111122223333:role/ci';
const request = { kind: 'role', roleName: 'ci', roleArn } as const;

describe('what an event has read', () => {
  it('is the facts of the answers, and what is deferred beside them', async () => {
    const source: EventSource = {
      async *read(asked, knows) {
        const path = 'iam/account-authorization-details.json';
        const absence = { readAt: 1, outcome: { kind: 'absent' } } as const;
        yield { path, item: roleArn, part: 'trustPolicy', ...absence };
        if (!knows('arn:known')) yield { deferred: asked };
      },
      calls: () => 0,
    };

    const facts = new Map([[factKeys.trustPolicy(roleArn), absent(1)]]);
    expect(await collectEvent(source, sampleAccount, request, () => false)).toEqual({
      facts,
      deferred: [request],
    });
    expect(await collectEvent(source, sampleAccount, request, () => true)).toEqual({
      facts,
      deferred: [],
    });
  });

  it('may come from a source that defers nothing', async () => {
    const { source } = fakeAccount(() => 1);

    const { facts, deferred } = await collectEvent(source, sampleAccount, request, () => false);

    expect(facts.get(factKeys.role(roleArn))).toEqual(absent(1));
    expect(deferred).toEqual([]);
  });

  it('may be told as facts at once', async () => {
    const facts = new Map([[factKeys.trustPolicy(roleArn), absent(1)]]);
    const source = {
      account: async () => sampleAccount,
      async *read() {
        yield { facts };
      },
      calls: () => 0,
    };

    expect(await collect(source, sampleAccount, request)).toEqual(facts);
    expect(await collectEvent(source, sampleAccount, request, () => false)).toEqual({
      facts,
      deferred: [],
    });
  });
});
