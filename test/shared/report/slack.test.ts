import { describe, expect, it } from 'vitest';
import type { Alert, DigestAlert } from '../../../shared/model/alert.ts';
import type { OwedFinding } from '../../../shared/model/finding.ts';
import { type Severity, severities } from '../../../shared/model/severity.ts';
import type { SlackMessage } from '../../../shared/model/slack.ts';
import { slackMessages } from '../../../shared/report/slack.ts';
import { everythingToTell, tellings } from '../../../shared/report/telling.ts';
import {
  access,
  account,
  finding,
  observation,
  owed,
  run,
  step,
  terraform,
  zoe,
} from './sample.ts';

const deliveryId = 'd0d1d2d3';

function change(items: readonly OwedFinding[], hidden?: number): Alert {
  const told = tellings(items);
  return { kind: 'change', account, told, deliveryId, ...(hidden !== undefined && { hidden }) };
}

function digest(items: readonly OwedFinding[], changes: Partial<DigestAlert> = {}): Alert {
  const told = everythingToTell(items, []);
  return {
    ...{ kind: 'digest', account, run, told },
    ...{ homeRegion: 'eu-west-1', minimumSeverity: 'MEDIUM', deliveryId },
    ...changes,
  };
}

function many(count: number): readonly OwedFinding[] {
  return Array.from({ length: count }, (_, index) =>
    owed('OPENED', { id: `f${String(index).padStart(3, '0')}` }),
  );
}

function json(messages: readonly SlackMessage[]): string {
  return `${JSON.stringify(messages, undefined, 2)}\n`;
}

describe('what Slack shows', () => {
  it.each<[string, Alert]>([
    ['opened', change([owed('OPENED', { severity: 'CRITICAL' }, { actor: terraform, access })])],
    ['resolved', change([owed('RESOLVED', { status: 'resolved' }, { actor: zoe })])],
    [
      'observation',
      {
        ...{ kind: 'observation', account, observation, deliveryId },
        power: 'cluster-admin in the whole cluster',
      },
    ],
    ['digest', digest([owed('OPENED'), owed('RESOLVED', { id: 'f1', status: 'resolved' })])],
  ])('of an alert: %s', async (name, alert) => {
    await expect(json(slackMessages(alert))).toMatchFileSnapshot(`golden/slack-${name}.json`);
  });
});

describe('a finding', () => {
  it('has a message of its own, named by its id, until there are more than ten', () => {
    const ids = slackMessages(change(many(12), 3)).map(({ id }) => id);
    expect(ids).toEqual([
      ...['f000', 'f001', 'f002', 'f003', 'f004', 'f005', 'f006', 'f007', 'f008', 'f009'],
      '["rest","d0d1d2d3",5]',
    ]);
  });

  it('is counted where there are more', async () => {
    const [rest] = slackMessages(change(many(12))).slice(-1);
    await expect(json(rest === undefined ? [] : [rest])).toMatchFileSnapshot(
      'golden/slack-rest.json',
    );
  });

  it('has a mark for its severity beside the word, and another when it is over', () => {
    const title = (type: 'OPENED' | 'RESOLVED', severity: Severity) =>
      slackMessages(change([owed(type, { severity, message: 'a & b <c>' })]))[0]?.text;
    expect(severities.map((severity) => title('OPENED', severity))).toEqual([
      '🔵 LOW opened: a &amp; b &lt;c&gt;',
      '🟡 MEDIUM opened: a &amp; b &lt;c&gt;',
      '🟠 HIGH opened: a &amp; b &lt;c&gt;',
      '🔴 CRITICAL opened: a &amp; b &lt;c&gt;',
    ]);
    expect(title('RESOLVED', 'LOW')).toBe('✅ LOW resolved: a &amp; b &lt;c&gt;');
  });

  it('has a headline of 150 characters, of which none is cut in two', () => {
    const headline = (message: string) => {
      const [block] = slackMessages(change([owed('OPENED', { message })]))[0]?.blocks ?? [];
      return block?.type === 'header' ? block.text.text : undefined;
    };
    // The beginning takes 16 characters.
    expect(headline('n'.repeat(134))).toBe(`🟠 HIGH opened: ${'n'.repeat(134)}`);
    expect(headline('n'.repeat(135))).toBe(`🟠 HIGH opened: ${'n'.repeat(133)}…`);
    expect(headline(`${'n'.repeat(132)}🔴🔴`)).toBe(`🟠 HIGH opened: ${'n'.repeat(132)}…`);
  });

  it('tells what went before it with what happened', () => {
    const [telling] = tellings([owed('OPENED')]);
    const earlier = [step('OPENED', finding())];
    const told = telling === undefined ? [] : [{ ...telling, earlier }];
    const [message] = slackMessages({ kind: 'change', account, told, deliveryId });
    expect(message?.blocks[1]).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            {
              type: 'text',
              text: 'arn:aws:iam::011122223333:role/ci is cluster admin of payments-prod.',
            },
            { type: 'text', text: '\n' },
            { type: 'text', text: 'Earlier', style: { bold: true } },
            { type: 'text', text: '  2026-11-22 09:00:03 UTC: OPENED as HIGH' },
          ],
        },
      ],
    });
  });

  it('is news where something holds, and none where it is over or only its actor is known', () => {
    const isNews = (type: 'REOPENED' | 'CHANGED' | 'RESOLVED' | 'ACTOR_KNOWN') =>
      slackMessages(change([owed(type, {}, { actor: terraform })])).map((each) => each.isNews);
    expect(isNews('REOPENED')).toEqual([true]);
    expect(isNews('CHANGED')).toEqual([true]);
    expect(isNews('RESOLVED')).toEqual([false]);
    expect(isNews('ACTOR_KNOWN')).toEqual([false]);
  });
});

/** Everything that others may have chosen. */
function hostile(name: string): OwedFinding {
  const id = `arn:aws:iam::011122223333:role/${name}`;
  const actor = {
    ...{ name, arn: name, via: name, sourceIpAddress: name, userAgent: name, eventId: name },
    ...{ eventName: name, region: name, eventTime: terraform.eventTime },
  };
  const state = { grants: [name], power: name, unread: name };
  const story = { principalArn: name, clusterName: name, before: state, after: state };
  return owed(
    'OPENED',
    {
      message: `${id} is cluster admin of ${name}.`,
      clusterName: name,
      resource: { type: 'AWS::EKS::AccessEntry', id },
      subject: id,
      evidence: { [name]: name, nested: [{ [name]: [name] }] },
      command: `aws eks delete-access-entry --principal-arn '${id}'`,
    },
    { actor, access: { ...story, undo: [`echo '${name}'`, 'true'] } },
  );
}

const names = {
  'a mention and a link': '<!channel> <@U0123> <http://evil.example|docs>',
  'markup and pictures': '*b* _i_ ~s~ `c` :aws: :white_check_mark: @here #general',
  'text turned around and hidden': 'user\u202egpj.exe \u200bmouse \u001b[2Jansi',
  'ten thousand letters': 'n'.repeat(10_000),
  'ten thousand pictures': '🔴'.repeat(5_000),
  'ten thousand that have to be spelled out': '\u200b'.repeat(10_000),
  'quotes and backslashes': '"\\'.repeat(5_000),
};

describe('evidence', () => {
  it('is cut where it is long, and says by how much', () => {
    const evidence = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [`key${index}`, 'v'.repeat(390)]),
    );
    const text = JSON.stringify(slackMessages(change([owed('OPENED', { evidence })])));
    expect(text).toContain('key4');
    expect(text).not.toContain('key5');
    expect(text).toContain('… and 3 more, see the sweep report');
  });
});

describe('whatever names others have chosen', () => {
  const cases = Object.entries(names).flatMap(([what, name]) => [
    [what, 'an alert', slackMessages(change([hostile(name)]))] as const,
    [
      ...[what, 'a digest'],
      slackMessages(digest(Array.from({ length: 40 }, () => hostile(name)))),
    ] as const,
  ]);

  it('show as they are', async () => {
    const messages = slackMessages(change([hostile(Object.values(names).slice(0, 3).join(' '))]));
    await expect(json(messages)).toMatchFileSnapshot('golden/slack-hostile.json');
  });

  it('are cut where they are too long, and what is left out is said', async () => {
    const messages = slackMessages(change([hostile(names['quotes and backslashes'])]));
    await expect(json(messages)).toMatchFileSnapshot('golden/slack-long.json');
  });

  it.each(cases)('%s: %s stays within what Slack takes', (_what, _kind, [message]) => {
    const { blocks = [], text = '' } = message ?? {};
    expect(text.length).toBeLessThan(3_000);
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(Buffer.byteLength(JSON.stringify(blocks))).toBeLessThanOrEqual(10_000);
    expect(
      blocks.filter((block) => block.type === 'header' && block.text.text.length > 150),
    ).toEqual([]);
  });

  it.each(cases)(
    '%s: %s has nothing that Slack would take for markup',
    (_what, _kind, messages) => {
      const text = JSON.stringify(messages);
      expect(messages.map((message) => message.text).join()).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
      expect(text).not.toMatch(
        /"type":"(?!(header|plain_text|rich_text(_section|_preformatted)?|context|text|link)")/,
      );
      expect(text).not.toMatch(/"emoji":true/);
      expect(text).not.toMatch(/[\p{Cf}\p{Cs}]/u);
    },
  );

  it('make no link but to the console of AWS', () => {
    const urls = cases.flatMap(([, , messages]) =>
      [...JSON.stringify(messages).matchAll(/"url":"([^"]*)"/g)].map(([, url]) => url),
    );
    expect(
      urls.filter((url) => !/^https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com\//.test(url ?? '')),
    ).toEqual([]);
    expect(urls.length).toBeGreaterThan(0);
  });
});

describe('a digest', () => {
  const [own] = slackMessages(digest([owed('OPENED')]));

  it('is another where it tells something else of the same sweep', () => {
    expect(slackMessages(digest([owed('OPENED')], { only: 'rule r', hidden: 2 }))[0]?.id).toBe(
      '["digest","d0d1d2d3","rule r",3]',
    );
    const others = [
      digest([owed('OPENED')], { only: 'cluster eu-west-1/payments-prod' }),
      digest([owed('OPENED'), owed('OPENED', { id: 'f2' })]),
      digest([owed('OPENED')], { hidden: 2 }),
    ].flatMap(slackMessages);
    expect(new Set([own, ...others].map((message) => message?.id)).size).toBe(4);
  });

  it('has a line for each of as many findings as have room, and says how many have none', () => {
    const lines = (number: number, message: string) => {
      const items = Array.from({ length: number }, (_, index) =>
        owed('OPENED', { id: `f${index}`, message }),
      );
      const text = JSON.stringify(slackMessages(digest(items)));
      return [text.match(/• HIGH OPENED/g)?.length, /… and \d+ more findings?/.exec(text)?.[0]];
    };
    expect(lines(30, 'short')).toEqual([30, undefined]);
    expect(lines(31, 'short')).toEqual([30, '… and 1 more finding']);
    expect(lines(31, 'l'.repeat(300))).toEqual([28, '… and 3 more findings']);
  });

  it('has no list where nothing is told', () => {
    const [message] = slackMessages(digest([], { run: { ...run, baseline: true } }));
    expect(message?.blocks.map(({ type }) => type)).toEqual(['header', 'rich_text', 'context']);
  });

  it('is cut above the list too, and says where the report is', () => {
    const summary = run.summary ?? expect.fail('no summary');
    const factsUnread = Array.from({ length: 10 }, (_, index) => ({
      ...{ fact: 'access-entries', place: `eu-west-1/${index}`, expected: false },
      reason: '“'.repeat(300),
    }));
    const unread = { count: 10, expected: 0 };
    const [message] = slackMessages(
      digest([owed('OPENED')], { run: { ...run, summary: { ...summary, unread, factsUnread } } }),
    );
    const text = JSON.stringify(message?.blocks);
    expect(text).toContain('\\n…\\nReport    s3://gatewatch-reports/2026/11/22/090000.json');
    expect(text).toContain('• HIGH OPENED: role/ci is cluster admin of payments-prod');
    expect(Buffer.byteLength(text)).toBeLessThan(5_000);
  });

  it('is the same when it is told again', () => {
    expect(slackMessages(digest([owed('OPENED')]))).toEqual([own]);
  });
});
