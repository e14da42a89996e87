import { describe, expect, it } from 'vitest';
import { rulesSection } from '../../../../shared/report/html/rule-texts.ts';
import { summarySection } from '../../../../shared/report/html/summary.ts';
import { sweepReport } from '../../../../shared/report/report.ts';
import { account, assessment, catalogue, richReport, takenAt, verdict } from '../sample.ts';

function texts(markup: string, pattern: RegExp): readonly string[] {
  return [...markup.matchAll(pattern)].map(([, text = '']) =>
    text
      .replace(/<[^>]+>/g, ' ')
      .trim()
      .replace(/\s+/g, ' '),
  );
}

describe('the summary', () => {
  it('counts what is open by severity, what is waived, and what is not known', () => {
    expect(texts(summarySection(richReport).markup, /<li class="tile[^>]*>(.*?)<\/li>/g)).toEqual([
      '1 Critical',
      '2 High',
      '1 Medium',
      '0 Low',
      '1 Waived',
      '2 Not read',
      '0 Undecided',
      '2 Checks passed',
    ]);
  });

  it('goes from place to place, quiet clusters last, with whether their silence can be trusted', () => {
    expect(texts(summarySection(richReport).markup, /<tr>(<th scope="row">.*?)<\/tr>/g)).toEqual([
      'payments-prod eu-west-1 0 1 1 0 1',
      'IAM 1 0 0 0 0',
      'Account 0 1 0 0 0',
      'legacy eu-west-1 no findings in what was read; 1 fact not read 0 0 0 0 0',
      'orders-prod eu-central-1 no findings, everything needed was read 0 0 0 0 0',
    ]);
  });

  it('warns of what could not be decided, and tells thousands apart', () => {
    const passed = Array.from({ length: 1_234 }, () => verdict('trail-logging', 'COMPLIANT'));
    const doubtful = { ...verdict('trail-logging', 'INSUFFICIENT_DATA'), doubt: 'failed' as const };
    const report = sweepReport(
      assessment({ verdicts: [...passed, doubtful] }),
      catalogue,
      account,
      takenAt,
      [],
    );
    const { markup } = summarySection(report);
    expect(markup).toContain('<li class="tile warn"><b>1</b><span>Undecided</span></li>');
    expect(markup).toContain('<b>1\u2009234</b><span>Checks passed</span>');
  });
});

describe('the rules of the page', () => {
  it('have each text once, however many findings refer to it', () => {
    const { markup } = rulesSection(richReport);
    expect(texts(markup, /<article class="rule" id="([^"]*)"/g)).toEqual([
      'r-access-entry-no-cluster-admin',
      'r-cluster-authentication-mode-api',
      'r-irsa-trust-subject-required',
      'r-trail-logging',
    ]);
  });

  it('say how each judged', () => {
    expect(texts(rulesSection(richReport).markup, /<tr>(<th scope="row">.*?)<\/tr>/g)).toEqual([
      'access-entry-no-cluster-admin 1 2 0 1',
      'cluster-authentication-mode-api 1 1 0 0',
      'irsa-trust-subject-required 0 1 1 0',
      'trail-logging 0 1 0 0',
    ]);
  });
});
