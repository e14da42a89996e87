import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../shared/model/change.ts';
import type { AccessStory, Finding } from '../../../shared/model/finding.ts';
import type { Observation } from '../../../shared/model/observation.ts';
import type { AlertMessage } from '../../../shared/ports/alert-sink.ts';
import { changeAlert } from '../../../shared/report/alert.ts';
import { digest } from '../../../shared/report/digest.ts';
import { renderJson } from '../../../shared/report/json.ts';
import { renderMarkdown } from '../../../shared/report/markdown.ts';
import { observationAlert } from '../../../shared/report/observation-alert.ts';
import { sweepReport } from '../../../shared/report/report.ts';
import { renderTable } from '../../../shared/report/table.ts';
import { byteLength } from '../../../shared/report/text.ts';
import {
  account,
  anyText,
  assessment,
  catalogue,
  finding,
  observation,
  owed,
  plainOptions,
  run,
  takenAt,
  terraform,
  unread,
} from './sample.ts';

const names: readonly (readonly [string, string])[] = [
  ['ANSI escapes', '\u001b[2J\u001b[31mred'],
  ['a line of its own', 'a\nHIGH  RESOLVED  nothing to see'],
  ['HTML', '<img src=x onerror=alert(1)>'],
  ['Markdown', '| a | `b` | @team'],
  ['a bidirectional override', 'user\u202egpj.exe'],
  ['text from right to left', 'مرحبا'],
  ['a shell command', '"; rm -rf / #'],
  ['ten thousand letters', 'n'.repeat(10_000)],
  ['half a character', '\ud800'],
];

/** Everything about a finding that others may have chosen. */
function hostile(name: string): Finding {
  const id = `arn:aws:iam::011122223333:role/${name}`;
  return finding({
    message: `${id} is cluster admin of ${name}.`,
    clusterName: name,
    resource: { type: 'AWS::EKS::AccessEntry', id },
    subject: id,
    evidence: { [name]: name, nested: [{ [name]: [name] }] },
    command: `aws eks delete-access-entry --principal-arn '${id}'`,
    waiver: { reason: name, owner: name, expires: '2026-12-31' },
    absorbed: [{ ruleId: 'a', message: name }],
    actor: hostileActor(name),
    awaiting: { claims: [], since: 0, until: 0, actor: hostileActor(name) },
  });
}

function hostileActor(name: string): Actor {
  return {
    ...{ name, arn: name, identityCenterUser: name, invokedBy: name, via: name, mfa: true },
    ...{ sourceIpAddress: name, userAgent: name, eventId: name, eventName: name, region: name },
    eventTime: takenAt,
  };
}

function hostileAccess(name: string): AccessStory {
  const state = { grants: [name, `group ${name}`], power: name, unread: name };
  return { principalArn: name, clusterName: name, before: state, after: state, undo: [name] };
}

function hostileObservation(name: string): Observation {
  return {
    ...observation,
    ...{ id: name, principalArn: name, grant: name },
    cluster: { region: name, name },
    grantedBy: hostileActor(name),
    removedBy: hostileActor(name),
  };
}

function everyText(name: string): readonly string[] {
  const of = hostile(name);
  const { waiver: _, ...open } = of;
  const coverage = [unread('access-entries', `eu-west-1/${name}`, name, name)];
  const findings = [of, { ...open, id: 'open' }];
  const clusters = [{ region: 'eu-west-1', name: `quiet-${name}` }];
  const report = sweepReport(
    assessment({ findings, coverage }),
    catalogue,
    account,
    takenAt,
    clusters,
  );
  return [
    renderJson(report),
    renderMarkdown(report),
    renderTable(report, plainOptions),
    ...everyMessage(of, name),
    ...partsOf(observed(name)),
  ];
}

function observed(name: string): AlertMessage {
  const given = { account, observation: hostileObservation(name), power: name };
  return observationAlert({ ...given, deliveryId: 'd' });
}

function everyMessage(of: Finding, name: string): readonly string[] {
  const actor = { actor: hostileActor(name), access: hostileAccess(name) };
  const items = [
    owed('OPENED', of, actor),
    owed('WAIVED', of, actor),
    owed('RETIRED', of, { ...actor, note: of.message }),
    owed('FLAPPING', of, actor),
    owed('OPENED', of, { access: hostileAccess(name) }),
  ];
  return items.flatMap((item) => {
    const sent = [
      changeAlert({ account, owed: [item], deliveryId: 'd' }),
      digest({
        account,
        run,
        owed: [item],
        minimumSeverity: 'LOW',
        homeRegion: 'eu-west-1',
        deliveryId: 'd',
      }),
    ];
    return sent.flatMap(partsOf);
  });
}

function partsOf({ subject, body, attributes }: AlertMessage): readonly string[] {
  return [subject, body, ...Object.values(attributes).flat()];
}

const invisible = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('hostile names', () => {
  it.each(names)('stay harmless in every output: %s', (_, name) => {
    expect(everyText(name).join('\n')).not.toMatch(invisible);
  });

  it('cannot forge a line', () => {
    for (const text of everyText('a\nHIGH  RESOLVED  nothing to see')) {
      expect(text).not.toMatch(/^HIGH {2}RESOLVED/m);
    }
  });

  it('cannot put HTML or cells into Markdown', () => {
    const [, markdown = ''] = everyText('</details>|<script>@team');
    expect(markdown.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]+`/g, '')).not.toMatch(
      /<script|\|<|@team/,
    );
    expect(markdown).toContain('| &lt;/details&gt;\\|&lt;script&gt;@<!-- -->team | eu-west-1 |');
  });

  it('stay harmless whatever they hold', () => {
    fc.assert(
      fc.property(anyText(40), (name) => {
        expect(everyText(name).join('\n')).not.toMatch(invisible);
      }),
      { numRuns: 100 },
    );
  });

  it('leave a subject that SNS takes', () => {
    fc.assert(
      fc.property(anyText(150), fc.integer({ min: 1, max: 3 }), (message, many) => {
        const items = Array.from({ length: many }, (_, index) =>
          owed('OPENED', { id: `${index}`, message }),
        );
        const given = { account, owed: items, deliveryId: 'd' };
        const subjects = [
          changeAlert(given),
          digest({ ...given, run, minimumSeverity: 'LOW', homeRegion: 'eu-west-1' }),
        ];
        for (const { subject } of subjects) expect(subject).toMatch(/^\[Gatewatch\] [ -~]{1,87}$/);
      }),
      { numRuns: 100 },
    );
  });
});

/** As SNS counts: the body and the names, types and values of its attributes. */
function sizeOf({ body, attributes }: AlertMessage): number {
  const texts = Object.entries(attributes).map(
    ([name, value]) => `${name}String.Array${JSON.stringify(value)}`,
  );
  return byteLength(body) + byteLength(texts.join(''));
}

describe('size', () => {
  const megabyte = '東'.repeat(350_000);
  const huge = hostile(megabyte);
  const many = Array.from({ length: 5000 }, (_, index) =>
    owed('OPENED', {
      id: `${10_000 + index}`,
      clusterName: `cluster-${index}`,
      message: `東京 ${index} is cluster admin.`,
    }),
  );

  it.each([
    [
      'a change alert',
      (items: typeof many) => changeAlert({ account, owed: items, deliveryId: 'd' }),
    ],
    [
      'a digest',
      (items: typeof many) =>
        digest({
          account,
          run,
          owed: items,
          minimumSeverity: 'LOW',
          homeRegion: 'eu-west-1',
          deliveryId: 'd',
        }),
    ],
  ])('of %s about 5,000 findings stays under the limit, and says what is missing', (_, render) => {
    const message = render(many);
    const told = message.body.match(/^HIGH {2}OPENED/gm)?.length ?? 0;
    expect(byteLength(message.body)).toBeLessThanOrEqual(240 * 1024);
    expect(byteLength(message.body)).toBeGreaterThan(236 * 1024);
    expect(sizeOf(message)).toBeLessThanOrEqual(256 * 1024);
    expect(message.body).toContain(`\n… and ${5000 - told} more findings, see the report.\n`);
    expect(message.body).toContain('\nDelivery          d (a message');
  });

  it('of one finding leaves room for the others', () => {
    const items = [
      owed('OPENED', { ...huge, id: '00' }, { actor: { ...terraform, ...huge.actor } }),
      ...many.slice(0, 20),
    ];
    const { body } = changeAlert({ account, owed: items, deliveryId: 'd' });
    expect(body).toContain('東京 19 is cluster admin');
    expect(body).not.toContain('more finding');
    expect(
      digest({
        account,
        run,
        owed: items,
        minimumSeverity: 'LOW',
        homeRegion: 'eu-west-1',
        deliveryId: 'd',
      }).body,
    ).toContain('東京 19 is');
  });

  it('of one finding is small whatever it holds', () => {
    const told = { actor: hostileActor(megabyte), access: hostileAccess(megabyte) };
    const { body } = changeAlert({ account, owed: [owed('OPENED', huge, told)], deliveryId: 'd' });
    expect(byteLength(body)).toBeLessThan(40 * 1024);
    const short = '東'.repeat(250);
    const state = { grants: Array(40).fill(short), power: megabyte, unread: megabyte };
    const access = { ...told.access, before: state, after: state, undo: Array(40).fill(short) };
    const item = owed('OPENED', huge, { ...told, access });
    expect(byteLength(changeAlert({ account, owed: [item], deliveryId: 'd' }).body)).toBeLessThan(
      40 * 1024,
    );
  });

  it('of an observation is small whatever it holds', () => {
    const message = observed(megabyte);
    expect(byteLength(message.body)).toBeLessThan(24 * 1024);
    expect(sizeOf(message)).toBeLessThan(32 * 1024);
  });
});
