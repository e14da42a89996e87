import { verdictWords } from '../../assess/verdict.ts';
import type { ReportedFinding, SweepReport } from '../report.ts';
import { cut, html, type Markup } from './markup.ts';

/** What findings refer to instead of repeating it, and how each rule judged. */
export function rulesSection({ findings, rules }: SweepReport): Markup {
  const spoken = [...Map.groupBy(findings, ({ ruleId }) => ruleId)].flatMap(([, same]) =>
    same.slice(0, 1),
  );
  const sorted = spoken.toSorted((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
  return html`<section id="rules" aria-labelledby="h-rules"><h2 id="h-rules">Rules</h2>
<details class="more texts"><summary>Why the rules that found something matter, and how to fix it</summary><div class="rules">${sorted.map(ruleText)}</div></details>
<details class="more"><summary>How every rule judged</summary><div class="scroll" tabindex="0" role="region" aria-label="Verdicts by rule"><table class="verdicts"><thead><tr><th scope="col">Rule</th>${verdictWords.map(
    (word) => html`<th scope="col" class="n">${headings[word]}</th>`,
  )}</tr></thead><tbody>${rules.map(
    (rule) =>
      html`<tr><th scope="row"><code>${rule.ruleId}</code></th>${verdictWords.map(
        (word) => html`<td class="n${rule[word] === 0 && ' zero'}">${rule[word]}</td>`,
      )}</tr>`,
  )}</tbody></table></div></details>
</section>
`;
}

const headings = {
  COMPLIANT: 'Compliant',
  NON_COMPLIANT: 'Non-compliant',
  NOT_APPLICABLE: 'Not applicable',
  INSUFFICIENT_DATA: 'Insufficient data',
} as const;

function ruleText({ ruleId, title, because, remedy }: ReportedFinding): Markup {
  return html`<article class="rule" id="r-${ruleId}"><h4>${title} <code>${ruleId}</code></h4><div><h5>Why it matters</h5><p>${cut(because, 1500)}</p><h5>How to fix it</h5><p>${cut(remedy, 1500)}</p></div></article>`;
}
