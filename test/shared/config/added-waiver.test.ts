import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withWaiver } from '../../../shared/config/added-waiver.ts';
import { readConfigText } from '../../../shared/config/config-file.ts';
import type { Waiver } from '../../../shared/model/config.ts';
import { waiverYaml } from '../../../shared/report/waiver-yaml.ts';

const waiver: Waiver = {
  rule: 'trail-logging',
  subject: 'eu-west-1',
  reason: 'why',
  owner: 'who',
  expires: '2026-12-31',
};

function added(text: string, of: Waiver = waiver): string | undefined {
  return withWaiver(text, of, waiverYaml(of));
}

const flow =
  '{"rule":"trail-logging","subject":"eu-west-1","reason":"why","owner":"who","expires":"2026-12-31"}';

/** The five lines of the waiver, its dash behind this indent. */
function lines(indent: string, end = '\n'): string {
  return [
    '- rule: trail-logging',
    '  subject: eu-west-1',
    '  reason: why',
    '  owner: who',
    '  expires: 2026-12-31',
  ]
    .map((line) => `${indent}${line}${end}`)
    .join('');
}

const old = 'rule: r, subject: s, reason: x, owner: o, expires: 2026-12-01';

describe('withWaiver', () => {
  it.each<[string, string, string]>([
    ['an empty file', '', `waivers:\n${lines('  ')}`],
    ['a file of comments', '# mine', `# mine\nwaivers:\n${lines('  ')}`],
    ['a document of nothing', '---\n', `---\nwaivers:\n${lines('  ')}`],
    ['a file without waivers', 'regions: []\n', `regions: []\nwaivers:\n${lines('  ')}`],
    [
      'a file that sets its sections apart',
      'regions: []\n\nalerts: {} # end\n# last words\n',
      `regions: []\n\nalerts: {} # end\n# last words\n\nwaivers:\n${lines('  ')}`,
    ],
    [
      'a file that ends without a line break',
      'regions: [] # end',
      `regions: [] # end\nwaivers:\n${lines('  ')}`,
    ],
    [
      'a file with the end of its document',
      'regions: []\n...\n# after\n',
      `regions: []\nwaivers:\n${lines('  ')}...\n# after\n`,
    ],
    [
      'a file that is indented',
      '  regions: []\n  alerts: {}\n',
      `  regions: []\n  alerts: {}\n  waivers:\n${lines('    ')}`,
    ],
    [
      'an empty list, which becomes a list of lines',
      'waivers: [] # none yet\nalerts: {}\n',
      `waivers: # none yet\n${lines('  ')}alerts: {}\n`,
    ],
    ['a key without a value', 'waivers:\nalerts: {}\n', `waivers:\n${lines('  ')}alerts: {}\n`],
    ['null', 'waivers: ~\nalerts: {}\n', `waivers:\n${lines('  ')}alerts: {}\n`],
    [
      'a key with an example in a comment',
      'waivers:\n  # - rule: x\n# Who hears of it\nalerts: {}\n',
      `waivers:\n  # - rule: x\n${lines('  ')}# Who hears of it\nalerts: {}\n`,
    ],
    [
      'a list, behind what is said of its last item',
      'waivers:\n  # first\n  - rule: "r" # odd\n    subject:   s\n    # renewed twice\n\n  # the end\nalerts: {}\n',
      `waivers:\n  # first\n  - rule: "r" # odd\n    subject:   s\n    # renewed twice\n${lines('  ')}\n  # the end\nalerts: {}\n`,
    ],
    [
      'a list at the end of a file without a line break',
      'waivers:\n  - rule: r # one',
      `waivers:\n  - rule: r # one\n${lines('  ')}`,
    ],
    [
      'a list that is not indented',
      'waivers:\n- rule: r\nalerts: {}\n',
      `waivers:\n- rule: r\n${lines('')}alerts: {}\n`,
    ],
    [
      'a list whose last item ends in a block of text',
      'waivers:\n    -   rule: r\n        reason: |\n          a\n\n          b\n\nalerts: {}\n',
      `waivers:\n    -   rule: r\n        reason: |\n          a\n\n          b\n${lines('    ')}\nalerts: {}\n`,
    ],
    [
      'a list of items in braces',
      `waivers:\n  - { ${old} } # one\n`,
      `waivers:\n  - { ${old} } # one\n${lines('  ')}`,
    ],
    ['a list in brackets', `waivers: [{ ${old} }]\n`, `waivers: [{ ${old} }, ${flow}]\n`],
    [
      'a list in brackets over several lines',
      `waivers: [\n    { ${old} }, # one\n    { ${old} } # two\n  ]\n`,
      `waivers: [\n    { ${old} }, # one\n    { ${old} }, # two\n  ${flow}\n  ]\n`,
    ],
    [
      'a list in brackets with a comma at its end',
      `waivers: [\n    { ${old} }, # one\n  ]\n`,
      `waivers: [\n    { ${old} }, # one\n  ${flow}\n  ]\n`,
    ],
    [
      'an empty list with a comment in it',
      'waivers: [ # none\n  ]\n',
      `waivers: [ # none\n  ${flow}]\n`,
    ],
    ['JSON', '{"regions": [], "waivers": []}', `{"regions": [], "waivers": [${flow}]}`],
    ['JSON without waivers', '{"regions": []}', `{"regions": [], "waivers": [${flow}]}`],
    ['nothing in braces', '{}\n', `{"waivers": [${flow}]}\n`],
    ['braces with a key alone', '{regions}', `{regions, "waivers": [${flow}]}`],
    ['an item with a key alone', 'waivers:\n  - ? rule\n', `waivers:\n  - ? rule\n${lines('  ')}`],
    [
      'Windows line ends',
      'waivers: # mine\r\n  - rule: r\r\nalerts: {}\r\n',
      `waivers: # mine\r\n  - rule: r\r\n${lines('  ', '\r\n')}alerts: {}\r\n`,
    ],
    ['a byte order mark', '\uFEFFregions: []\n', `\uFEFFregions: []\nwaivers:\n${lines('  ')}`],
    [
      'a list below an anchor and a tag',
      'waivers: &mine !!seq\n  - rule: r\n',
      `waivers: &mine !!seq\n  - rule: r\n${lines('  ')}`,
    ],
    [
      'a block of text at the end, which would swallow a blank line',
      'x:\n\n  a: |+\n    b\n',
      `x:\n\n  a: |+\n    b\nwaivers:\n${lines('  ')}`,
    ],
  ])('adds to %s', (_, text, expected) => {
    expect(added(text)).toBe(expected);
  });

  it.each<[string, string]>([
    ['an alias', 'x: &w []\nwaivers: *w\n'],
    ['no list', 'waivers: 3\n'],
    ['a key that nothing belongs to', '? waivers\n'],
    ['a mapping', 'waivers: { a: 1 }\n'],
    ['a file that is a list', '- a\n'],
  ])('leaves %s to its owner', (_, text) => {
    expect(added(text)).toBeUndefined();
  });

  it('keeps text of every kind', () => {
    const odd = fc.oneof(
      fc.string({ minLength: 1, unit: 'binary' }),
      fc.constantFrom(
        'yes',
        'null',
        'a: b',
        'a #b',
        ' a',
        'a:',
        '- a',
        '2026-12-31',
        'é',
        '\u202E',
      ),
    );
    fc.assert(
      fc.property(odd, odd, (subject, reason) => {
        const text = added('waivers:\n- {}\n', { ...waiver, subject, reason });
        expect(text).toMatch(/^waivers:\n- \{\}\n- rule/);
      }),
    );
  });
});

/** Configurations as people write them: odd quotes, blanks, comments and line ends. */
const quotes = fc.constantFrom('', "'", '"');
const comment = fc.constantFrom('', ' # why', '    #', " # it's [odd]: { here");
const gap = fc.constantFrom('', '\n', '# about the next\n', '    \n', '# one\n\n# two\n');
const item = fc.record({ quote: quotes, comment, gap, blanks: fc.integer({ min: 1, max: 4 }) });
const others = fc.constantFrom(
  '',
  'regions: [eu-west-1] # one\n',
  'alerts:\n    minimumSeverity:   HIGH\n',
  'trustedAccounts:\n- "012345678901"\n-   \'444455556666\' # two\n',
  'rules: {trail-logging: {severity: LOW},\n  waiver-in-force: { enabled: false } } # three\n',
);
const frame = fc.record({ before: others, gap, comment, after: others, isWindows: fc.boolean() });

type Item = typeof item extends fc.Arbitrary<infer T> ? T : never;

function membersOf({ quote, blanks }: Item): readonly string[] {
  const gapped = (key: string, value: string) => `${key}:${' '.repeat(blanks)}${value}`;
  return [
    gapped('rule', 'trail-logging'),
    gapped('subject', `${quote}eu-central-1${quote}`),
    gapped('reason', `${quote}moved, later${quote}`.replace(/^moved, later$/, '"moved, later"')),
    gapped('owner', 'o'),
    gapped('expires', `${quote}2026-12-01${quote}`),
  ];
}

function framed(
  { before, gap: above, after, isWindows }: typeof frame extends fc.Arbitrary<infer T> ? T : never,
  waivers: string,
): string {
  const rest = after === before ? '' : after;
  const text = `# Configuration\n${before}${above}${waivers}${rest}`;
  return isWindows ? text.replaceAll('\n', '\r\n') : text;
}

/** What of a configuration must not change, and the waivers, of which one must be new. */
function read(text: string) {
  const found = readConfigText(text, 'gatewatch.yaml');
  if ('problems' in found) throw new Error(`${found.problems.join('\n')}\n${text}`);
  return found.config;
}

function expectOneMore(text: string, after: string): void {
  const config = read(text);
  expect(read(after)).toEqual({ ...config, waivers: [...config.waivers, waiver] });
}

describe('of any configuration, withWaiver', () => {
  it('leaves every byte beside the lines that it puts in', () => {
    const list = fc.record({
      frame,
      indent: fc.nat(4),
      items: fc.array(item, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(list, ({ frame: around, indent, items }) => {
        const pad = ' '.repeat(indent);
        const listed = items.map((each) => {
          const [first = '', ...more] = membersOf(each);
          const dash = `${pad}-${' '.repeat(each.blanks)}`;
          const inner = ' '.repeat(dash.length);
          const rest = more.map((line) => `${inner}${line}\n`).join('');
          return `${each.gap}${dash}${first}${each.comment}\n${rest}`;
        });
        const head = items.length === 0 ? '' : `waivers:${around.comment}\n`;
        const text = framed(around, head + listed.join(''));
        const end = text.includes('\r\n') ? '\r\n' : '\n';
        const after = added(text) ?? '';
        const put = items.length === 0 ? `waivers:${end}${lines('  ', end)}` : lines(pad, end);
        const parts = after.split(put);
        expect(parts).toHaveLength(2);
        expect([text, text + end]).toContain(parts.join('').replace(/(?:\r?\n)$/, end));
        expectOneMore(text, after);
      }),
    );
  });

  it('leaves every comment and line beside the brackets that it fills', () => {
    const list = fc.record({
      frame,
      items: fc.array(item, { maxLength: 3 }),
      isLong: fc.boolean(),
      hasComma: fc.boolean(),
    });
    fc.assert(
      fc.property(list, ({ frame: around, items, isLong, hasComma }) => {
        const listed = items.map((each, index) => {
          const comma = index < items.length - 1 || hasComma ? ',' : '';
          const inside = `{ ${membersOf(each).join(', ')} }${comma}`;
          return isLong ? `\n    ${inside}${each.comment}` : ` ${inside}`;
        });
        const closing = isLong ? '\n  ]' : ' ]';
        const text = framed(around, `waivers: [${listed.join('')}${closing}${around.comment}\n`);
        const after = added(text) ?? '';
        const comments = (of: string) => of.match(/(?<=\s)#[^\r\n]*/g);
        expect(comments(after)).toEqual(comments(text));
        expect(after.split('\n').filter((line) => !text.includes(line)).length).toBeLessThan(7);
        expectOneMore(text, after);
      }),
    );
  });
});
