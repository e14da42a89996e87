import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../../shared/config/config.ts';
import { readConfigText } from '../../../shared/config/config-file.ts';
import { catalogue } from '../../../shared/rules/index.ts';

function problems(text: string, knownRules?: readonly string[]): readonly string[] {
  const read = readConfigText(text, 'gatewatch.yaml', knownRules);
  return 'problems' in read ? read.problems : [];
}

function config(text: string) {
  const read = readConfigText(text, 'gatewatch.yaml');
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return read.config;
}

describe('the example', () => {
  const text = readFileSync(new URL('../../../gatewatch.example.yaml', import.meta.url), 'utf8');
  const ids = catalogue.map(({ id }) => id);

  test('is a configuration, and names rules that there are', () => {
    expect(readConfigText(text, 'gatewatch.example.yaml', ids)).toHaveProperty('config');
  });

  test('shows every key, and the defaults where it says so', () => {
    const example = config(text);
    const known = [...Object.keys(defaultConfig([])), 'auditLogs'];
    expect(Object.keys(example).sort()).toEqual(known.sort());
    expect(example.auditLogs).toEqual({ subscribe: false });
    for (const key of Object.keys(example)) expect(text).toMatch(new RegExp(`^${key}:`, 'm'));
    expect(example.sensitiveNamespaces).toEqual(defaultConfig([]).sensitiveNamespaces);
    expect(example.alerts.minimumSeverity).toBe(defaultConfig([]).alerts.minimumSeverity);
  });
});

describe('YAML', () => {
  test.each(['', '# nothing yet\n', '---\n', '\uFEFF', 'null'])('%j is all defaults', (text) => {
    expect(config(text)).toEqual(defaultConfig([]));
  });

  test('needs no quotes around a day', () => {
    const text = `waivers:
  - { rule: a, subject: b, reason: c, owner: d, expires: 2026-12-31 }
`;
    expect(config(text).waivers[0]?.expires).toBe('2026-12-31');
  });

  test('is of version 1.2: no is a word, and a leading zero makes no octal number', () => {
    expect(problems('rules: { trail-logging: { enabled: no } }')).toEqual([
      'gatewatch.yaml:1:27: rules.trail-logging.enabled: expected true or false',
    ]);
    expect(config('sensitiveNamespaces: [no, on]').sensitiveNamespaces).toEqual(['no', 'on']);
  });

  test('merges nothing', () => {
    expect(problems('<<: { regions: [] }')).toEqual([
      'gatewatch.yaml:1:1: ["<<"]: unknown key "<<"',
    ]);
  });

  test('may repeat itself by alias', () => {
    const text = `clusterAdmins: &admins [group:a]
grantors: *admins
`;
    expect(config(text).grantors).toEqual([{ kind: 'exact', principal: 'group:a' }]);
  });

  test('takes keys as text', () => {
    expect(config('tenants: { 1: {}, true: {} }').tenants).toHaveProperty('true');
    expect(config('tenants: { 1: {}, true: {} }').tenants).toHaveProperty('1');
  });
});

describe('problems', () => {
  test('name file, line, column and key, all at once and in the order of the file', () => {
    const text = `regionz: [eu-west-1]
trustedAccounts:
  - '444455556666'
  - 012345678901
waivers:
  - rule: trail-loging
    subject: x
    reason:
    owner: me
    expires: soon
tenants:
  "a b": { groups: [1] }
alerts: no
`;
    expect(problems(text, ['trail-logging'])).toEqual([
      'gatewatch.yaml:1:1: regionz: unknown key "regionz"; did you mean regions?',
      'gatewatch.yaml:4:5: trustedAccounts[1]: expected an account id of twelve digits, in quotes because leading zeros count: "012345678901"',
      'gatewatch.yaml:6:5: waivers[0].rule: unknown rule "trail-loging"; did you mean trail-logging?',
      'gatewatch.yaml:8:5: waivers[0].reason: expected text: why it is acceptable',
      'gatewatch.yaml:10:5: waivers[0].expires: expected a day as YYYY-MM-DD',
      'gatewatch.yaml:12:21: tenants["a b"].groups[0]: expected text: a group name',
      'gatewatch.yaml:13:1: alerts: expected a mapping of keys to values',
    ]);
  });

  test('about what is missing name where it should be', () => {
    expect(
      problems('regions: []\nwaivers:\n  - rule: a\n    subject: b\n    reason: c\n    owner: d\n'),
    ).toEqual(['gatewatch.yaml:3:5: waivers[0].expires: missing; expected a day as YYYY-MM-DD']);
  });

  test('about an alias name where it stands', () => {
    expect(problems('clusterAdmins: &x [a]\ngrantors: *x\n')).toEqual([
      expect.stringMatching(/^gatewatch.yaml:1:20: clusterAdmins\[0\]: /),
      expect.stringMatching(/^gatewatch.yaml:2:1: grantors\[0\]: /),
    ]);
  });

  test('about the whole file name its beginning', () => {
    expect(problems('\n- a\n')).toEqual([
      'gatewatch.yaml:2:1: expected a mapping of keys to values',
    ]);
    expect(problems('words')).toEqual(['gatewatch.yaml:1:1: expected a mapping of keys to values']);
  });

  test.each([
    ['brackets left open', 'regions: [eu-west-1\n', /^gatewatch\.yaml:\d:\d+: .*end with a \]/],
    ['a key twice', 'rules: {}\nrules: {}\n', /^gatewatch\.yaml:2:1: Map keys must be unique$/],
    [
      'a second document',
      'rules: {}\n---\nrules: {}\n',
      /^gatewatch\.yaml:2:1: .*multiple documents/,
    ],
    ['a tab for indentation', 'rules:\n\tx: {}\n', /^gatewatch\.yaml:2:1: Tabs are not allowed/],
    ['an unknown tag', 'regions: !mine []\n', /^gatewatch\.yaml:1:10: Unresolved tag: !mine$/],
    ['an alias of nothing', 'regions: *x\n', /^gatewatch\.yaml: Unresolved alias/],
  ])('about YAML with %s name the place', (_, text, problem) => {
    expect(problems(text)[0]).toMatch(problem);
    expect(problems(text).every((line) => line.startsWith('gatewatch.yaml:'))).toBe(true);
  });

  test('about the same place are told once', () => {
    const lines = problems(`regions: ${'['.repeat(50)}`);
    expect(lines).toEqual([...new Set(lines)]);
  });

  test('about aliases of aliases of aliases end', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg']) {
      bomb.push(`${to}: &${to} [${Array(10).fill(`*${from}`).join(', ')}]`);
    }
    expect(problems(bomb.join('\n'))).toEqual([
      'gatewatch.yaml: Excessive alias count indicates a resource exhaustion attack',
    ]);
  });

  test('about a hundred thousand levels end', () => {
    expect(problems('['.repeat(100_000))[0]).toMatch(/^gatewatch\.yaml:/);
  });
});
