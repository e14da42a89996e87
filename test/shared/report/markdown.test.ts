import { describe, expect, it, test } from 'vitest';
import { renderMarkdown } from '../../../shared/report/markdown.ts';
import { codeBlock, codeSpan, escapeMarkdown } from '../../../shared/report/markdown-text.ts';
import { sweepReport } from '../../../shared/report/report.ts';
import {
  account,
  assessment,
  catalogue,
  content,
  read,
  richReport,
  takenAt,
  unread,
  waivedFinding,
} from './sample.ts';

function markdown(changes: Parameters<typeof assessment>[0]): string {
  return renderMarkdown(sweepReport(assessment(changes), catalogue, account, takenAt, []));
}

describe('renderMarkdown', () => {
  it('is a comment to read', async () => {
    await expect(renderMarkdown(richReport)).toMatchFileSnapshot('golden/report.md');
  });

  it('says so when nothing is wrong', () => {
    expect(markdown({ coverage: [read('roles', 'iam')] })).toBe(`## Gatewatch: no open findings

Account 011122223333, 4 rules, 2026-11-22 09:00:03 UTC.

| Where | Region | Critical | High | Medium | Low | Waived | Note |
| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |

Everything that the rules needed was read.
`);
  });

  it('counts what is waived apart', () => {
    expect(markdown({ findings: [waivedFinding] })).toContain(
      '## Gatewatch: no open findings, 1 waived\n',
    );
  });

  it('stays below what GitHub takes and says how many findings it left out', () => {
    const findings = Array.from({ length: 500 }, (_, index) => content({ id: `id-${index}` }));
    const text = markdown({ findings });
    const told = text.match(/^#### /gm)?.length ?? 0;
    expect(text.length).toBeLessThan(65_536);
    expect(text.length).toBeGreaterThan(50_000);
    expect(text.endsWith(`\n… and ${500 - told} more findings, see the JSON report.\n`)).toBe(true);
    expect(text).toContain('| payments-prod | eu-west-1 |  | 500 |  |  |  | |\n');
  });

  it('cuts long evidence only', () => {
    const at = (length: number) =>
      markdown({ findings: [content({ evidence: { a: 'x'.repeat(length) } })] });
    const frame = JSON.stringify({ a: '' }, null, 2).length;
    expect(at(4000 - frame)).not.toContain('… cut');
    expect(at(4001 - frame)).toContain('\n… cut, see the JSON report\n```\n');
    expect(at(1_000_000).length).toBeLessThan(7_000);
  });

  it('shows at most a hundred rows', () => {
    const at = (length: number) =>
      markdown({
        findings: Array.from({ length }, (_, index) => content({ clusterName: `c${index}` })),
      });
    expect(at(100)).not.toContain('more row');
    expect(at(101)).toContain('\n\n… and 1 more row, see the JSON report.\n');
  });

  it('shows at most twenty gaps', () => {
    const at = (length: number) =>
      markdown({
        coverage: Array.from({ length }, (_, index) => unread('roles', `p${index}`, 'denied')),
      });
    expect(at(20)).not.toContain('more, see');
    expect(at(21)).toContain('\n- … and 1 more, see the JSON report\n');
  });

  it('shows at most ten implied findings and no command where there is none', () => {
    const { command: _, ...given } = content();
    const absorbed = Array.from({ length: 11 }, () => ({ ruleId: 'a', message: 'b' }));
    const text = markdown({ findings: [{ ...given, absorbed }] });
    expect(text.match(/- Implies `a`: b\n/g)).toHaveLength(10);
    expect(text).not.toContain('```sh');
  });
});

describe('escapeMarkdown', () => {
  test.each([
    ['a pipe', 'a|b', 'a\\|b'],
    ['code', '`a`', '\\`a\\`'],
    ['emphasis', '*a* _b_ ~c~', '\\*a\\* \\_b\\_ \\~c\\~'],
    ['a link', '[a](b)', '\\[a\\](b)'],
    ['a backslash', '\\', '\\\\'],
    ['a heading', '# a', '\\# a'],
    ['a line break', 'a\nb', 'a\\\\nb'],
    ['HTML', '<b>&amp;</b>', '&lt;b&gt;&amp;amp;&lt;/b&gt;'],
    ['a mention', '@org/team', '@<!-- -->org/team'],
    ['an address', 'https://evil.example', 'https:\\/\\/evil.example'],
    ['an address without a scheme', 'WWW.evil.example', 'WWW\\.evil.example'],
  ])('disarms %s', (_, text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });

  it('leaves an ARN alone', () => {
    expect(escapeMarkdown('arn:aws:iam::011122223333:role/ci')).toBe(
      'arn:aws:iam::011122223333:role/ci',
    );
  });

  it('cuts at a thousand characters when not told otherwise', () => {
    expect(escapeMarkdown('a'.repeat(1001))).toBe(
      `${'a'.repeat(1000)}… (cut: 1001 characters in all)`,
    );
    expect(escapeMarkdown('abc', 2)).toBe('ab… (cut: 3 characters in all)');
  });
});

describe('codeSpan', () => {
  test.each([
    ['plain text', 'a', '`a`'],
    ['a backtick inside', 'a`b', '``a`b``'],
    ['two runs', 'a`b``c', '```a`b``c```'],
    ['a backtick at the start', '`a', '`` `a ``'],
    ['a backtick at the end', 'a`', '`` a` ``'],
    ['a blank at the end', 'a ', '` a  `'],
    ['a line break', 'a\nb', '`a\\nb`'],
  ])('holds %s', (_, text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });
});

describe('codeBlock', () => {
  it('cannot be closed from inside', () => {
    expect(codeBlock('json', 'a\n````\nb')).toEqual(['`````json', 'a', '````', 'b', '`````']);
  });

  it('has three backticks otherwise', () => {
    expect(codeBlock('sh', 'a`b')).toEqual(['```sh', 'a`b', '```']);
  });
});
