import { describe, expect, test } from 'vitest';
import type { Alert } from '../../../shared/model/alert.ts';
import { amazonQMessages } from '../../../shared/report/amazon-q.ts';
import { tellings } from '../../../shared/report/telling.ts';
import { access, account, observation, owed, run, zoe } from './sample.ts';

function change(...items: readonly ReturnType<typeof owed>[]): Alert {
  return { kind: 'change', account, told: tellings(items), deliveryId: 'd0d1d2d3' };
}

/** As it would be published, laid out for reading. */
function page(alert: Alert): string {
  return amazonQMessages(alert)
    .map(({ subject, body }) => `${subject}\n${JSON.stringify(JSON.parse(body), null, 2)}\n`)
    .join('\n');
}

const notes = (alert: Alert) => amazonQMessages(alert).map(({ body }) => JSON.parse(body));

describe('a custom notification', () => {
  test('about a change tells who, what was and is, and the way back', async () => {
    const alert = change(owed('OPENED', {}, { actor: zoe, access }));
    await expect(page(alert)).toMatchFileSnapshot('golden/amazon-q-opened.txt');
  });

  test('about an observation', async () => {
    const alert: Alert = { kind: 'observation', account, observation, deliveryId: 'd0d1d2d3' };
    await expect(page(alert)).toMatchFileSnapshot('golden/amazon-q-observation.txt');
  });

  test('about a sweep', async () => {
    const told = tellings([owed('OPENED', { id: 'aaaa' }), owed('RESOLVED', { id: 'bbbb' })]);
    const alert: Alert = {
      ...{ kind: 'digest', account, run, told },
      ...{ homeRegion: 'eu-west-1', minimumSeverity: 'LOW', deliveryId: 'd0d1d2d3', hidden: 3 },
    };
    await expect(page(alert)).toMatchFileSnapshot('golden/amazon-q-digest.txt');
  });

  test('is one for each finding up to ten, and then one for the rest', () => {
    const many = Array.from({ length: 12 }, (_, index) => owed('OPENED', { id: `f${index}` }));
    const threads = (alert: Alert) => notes(alert).map(({ metadata: { threadId } }) => threadId);
    expect(threads(change(...many.slice(0, 10)))).toHaveLength(10);
    expect(threads(change(...many)).slice(9)).toEqual(['f7', 'd0d1d2d3']);
    expect(notes(change(...many)).at(-1)?.content.title).toBe(
      '2 more findings of account 011122223333',
    );
    const [one, rest] = notes({
      ...change(owed('OPENED')),
      kind: 'change',
      told: tellings([owed('OPENED')]),
      hidden: 1,
    });
    expect([one?.metadata.threadId, rest?.content.title]).toEqual([
      '0a1b2c3d4e5f60718293',
      '1 more finding of account 011122223333',
    ]);
  });

  test('about the rest says where it is to be found', () => {
    const alert: Alert = { kind: 'change', account, told: [], deliveryId: 'd0d1d2d3', hidden: 2 };
    expect(amazonQMessages(alert)).toEqual([
      {
        subject: '2 more findings of account 011122223333',
        body: JSON.stringify({
          version: '1.0',
          source: 'custom',
          id: 'd0d1d2d3-d0d1d2d3',
          content: {
            textType: 'client-markdown',
            title: '2 more findings of account 011122223333',
            description:
              '2 more findings of account 011122223333, moved at the same time. See the report of the next sweep, or run npm start -- sweep --live.',
            keywords: ['011122223333'],
          },
          metadata: {
            threadId: 'd0d1d2d3',
            summary: '2 more findings of account 011122223333',
            eventType: 'gatewatch-more',
            additionalContext: { deliveryId: 'd0d1d2d3' },
          },
        }),
        attributes: { accountId: ['011122223333'], deliveryId: 'd0d1d2d3' },
      },
    ]);
  });

  test('names its kind in words of letters', () => {
    const [note] = notes(change(owed('WAIVER_EXPIRED')));
    expect(note.metadata.eventType).toBe('gatewatch-waiver-expired');
  });

  test('lets nobody who chooses a name make a link or a mention', () => {
    const name = '<!channel> <https://evil.example|here> & co';
    const [note] = notes(change(owed('OPENED', { message: name, because: name, remedy: name })));
    const { description, nextSteps } = note.content;
    expect(`${description}${nextSteps}`).not.toMatch(/<!|<http/);
    expect(description).toContain('&lt;!channel&gt; &lt;https://evil.example|here&gt; &amp; co');
  });

  test('has commands whole or not at all', () => {
    const steps = (command: string) =>
      notes(change(owed('OPENED', { command })))[0].content.nextSteps;
    const longest = `aws ${'x'.repeat(344)}`;
    expect(steps(longest).at(-1)).toBe(`\`${longest}\``);
    expect(steps(`${longest}x`).at(-1)).toBe(
      'A command too long to be shown here: it is in the e-mail and in the report.',
    );
  });

  test('is cut where it would be dropped for its length', () => {
    const long = `${'n'.repeat(249)}😀${'n'.repeat(9_000)}`;
    const [note] = notes(change(owed('OPENED', { message: long, because: long, remedy: long })));
    expect(note.content.title.length).toBeLessThanOrEqual(250);
    expect(note.content.description.length).toBeLessThanOrEqual(8_000);
    expect(note.content.title).toMatch(/n…$/);
    for (const step of note.content.nextSteps) expect(step.length).toBeLessThanOrEqual(350);
  });
});
