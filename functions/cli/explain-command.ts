import { identify } from '../../shared/assess/identify.ts';
import { factsBehind } from '../../shared/assess/touched.ts';
import type { Assessment, Verdict } from '../../shared/assess/verdict.ts';
import type { FindingContent } from '../../shared/model/finding.ts';
import { compareText } from '../../shared/model/json.ts';
import { type Explained, renderExplanation } from '../../shared/report/explain.ts';
import { count } from '../../shared/report/text.ts';
import { catalogue } from '../../shared/rules/index.ts';
import type { Rule } from '../../shared/rules/rule.ts';
import { UsageError } from '../adapters/usage-error.ts';
import type { ExplainCommand } from './explain-arguments.ts';
import { judgedPlace } from './judged-place.ts';
import type { Place } from './place.ts';
import type { Terminal } from './terminal.ts';

/** Prints the reasoning behind a finding, or behind the verdict of a rule on a subject, in every place where there is one. */
export async function explainCommand(
  terminal: Terminal,
  place: Place,
  command: ExplainCommand,
): Promise<number> {
  const judged: Judged = { place, assessment: await judgedPlace(terminal, place) };
  const verdicts =
    'findingId' in command.what
      ? byFinding(judged, command.what.findingId)
      : byRule(judged, command.what);
  const texts = verdicts.map((verdict) =>
    renderExplanation(explained(judged, verdict), terminal.width),
  );
  terminal.out(texts.join(`\n${'─'.repeat(Math.min(terminal.width, 80))}\n\n`));
  for (const problem of place.problems()) terminal.err(problem);
  return 0;
}

interface Judged {
  readonly place: Place;
  readonly assessment: Assessment;
}

/** Eight digits of an id are shown, and enough where only one finding begins with them. */
function byFinding(judged: Judged, findingId: string): readonly Verdict[] {
  const wanted = findingId.toLowerCase();
  const matches = judged.assessment.verdicts.filter((verdict) =>
    contentsOf(judged, verdict).some(({ id }) => id.startsWith(wanted)),
  );
  if (matches.length === 0)
    throw new UsageError(
      `no finding begins with ${findingId}; "sweep --format json" has their ids`,
    );
  if (matches.length > 1)
    throw new UsageError(
      `${count(matches.length, 'finding')} begin with ${findingId}; give more of the id`,
    );
  return matches;
}

function byRule(
  { assessment }: Judged,
  { ruleId, subject }: { readonly ruleId: string; readonly subject: string },
): readonly Verdict[] {
  ruleOf(ruleId);
  const ofRule = assessment.verdicts.filter((verdict) => verdict.ruleId === ruleId);
  const matches = ofRule.filter((verdict) => verdict.subject === subject);
  if (matches.length > 0) return matches;
  const subjects = [...new Set(ofRule.map((verdict) => verdict.subject))].sort(compareText);
  const shown = subjects.slice(0, 12).map((known) => `  ${known}`);
  const more =
    subjects.length > shown.length ? [`  … and ${subjects.length - shown.length} more`] : [];
  throw new UsageError(
    [`${ruleId} judges no subject ${subject}; it judges`, ...shown, ...more].join('\n'),
  );
}

function explained(judged: Judged, verdict: Verdict): Explained {
  const { absorbed, findings } = judged.assessment;
  const reported = new Map(findings.map((finding) => [finding.id, finding]));
  return {
    rule: ruleOf(verdict.ruleId),
    verdict,
    facts: [...factsBehind(verdict)],
    findings: contentsOf(judged, verdict).map((content) => {
      const speaker = reported.get(absorbed.get(content.id) ?? '');
      const finding = reported.get(content.id) ?? content;
      return speaker === undefined ? { finding } : { finding, toldBy: speaker };
    }),
  };
}

function contentsOf({ place }: Judged, verdict: Verdict): readonly FindingContent[] {
  const offences = identify(place.account, place.config, ruleOf(verdict.ruleId), verdict);
  return offences.map(({ content }) => content);
}

function ruleOf(ruleId: string): Rule {
  const rule = catalogue.find(({ id }) => id === ruleId);
  if (rule !== undefined) return rule;
  throw new UsageError(`"${ruleId}" is no rule; "npm start -- rules" lists them`);
}
