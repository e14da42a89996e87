import { severities } from '../../shared/model/severity.ts';
import type { ReportedFinding } from '../../shared/report/report.ts';
import type { Rule } from '../../shared/rules/rule.ts';
import { howToLook } from './how-to-look.ts';

/** What to do about a finding, rule by rule, as Markdown. Examples are of the findings of the sample estate. */
export function runbook(rules: readonly Rule[], findings: readonly ReportedFinding[]): string {
  return [
    ...introduction,
    ...severities
      .toReversed()
      .map(
        (severity) => `- **${severity}**: ${links(rules, (rule) => rule.severity === severity)}`,
      ),
    ...rules.flatMap((rule) => section(rule, rules, findings)),
    '',
  ].join('\n');
}

const introduction = [
  '# Responding',
  '',
  'Generated from the metadata of the rules and the findings of the sample estate by `test/shared/rules/runbook.test.ts`: run it with `-u` after changing a rule.',
  'Commands with `aws` and `kubectl` need credentials that may read what they name; capitals stand for what the finding names. Example commands are those of',
  '[the sample estate](../examples/brackwater/README.md), whose accounts, clusters and roles are invented: take the command from your own finding.',
  '',
  '## Any finding',
  '',
  '1. **Is it meant?** The alert has *Who* and *Before*. Ask that person, over a channel that the change could not have touched. If nobody meant it, it is an incident: take *Undo* first and ask later,',
  '   then look for what was done with the access: CloudTrail for AWS, the audit log of the cluster for Kubernetes.',
  '2. **Is it real?** `npm start -- explain ID --live` prints the statements, bindings or settings that decided, and when each was read. Every rule below has the commands that show the same without Gatewatch.',
  '   If they show something else, the state has moved on (sweep again) or the rule is wrong: report it with the output of `explain`, without what is confidential.',
  '3. **Who relies on it?** `npm start -- access WHO --live` says what somebody may do inside clusters today; the last use of a role is in the answer of `aws iam get-role`. Take away in two steps if you are not sure: first what',
  '   nobody has used, then the rest.',
  '4. **Mend it where it is declared**: in your Terraform, CDK or GitOps repository, or the next run brings it back. The command of the finding is for the moment until then.',
  '5. **See it resolved.** The event of the mending resolves it within a minute or two; otherwise `SweepNow`. A finding that stays says in `explain` what still holds.',
  '',
  '### Declare, waive or switch off',
  '',
  '- **Declare** what is meant for good: administrators, grantors, accounts, issuers ([configure.md](configure.md#who-may-what)). It is the honest answer to "this is so on purpose".',
  '- **Waive** what is wrong and will be mended: with the reason why not now, an owner who can be asked, and the day by which it is mended. A reason such as "accepted risk" is none: say what would have to happen for it to do harm,',
  '  and what stands in the way. A waiver covers one subject of one rule; it expires, its finding comes back, and until then it is in every report.',
  '- **Switch off** a rule that asks for what you do not want anywhere. It is then not checked at all, also where it matters.',
  '',
  '```yaml',
  'waivers:',
  '  - rule: RULE',
  '    subject: SUBJECT           # as the finding has it',
  '    reason: Why not now, and what stands in the way of harm until then.',
  '    owner: team@example.com',
  '    expires: 2026-12-31',
  '```',
  '',
  '## By severity',
  '',
  'As shipped; context may raise or lower it.',
  '',
];

function section(
  rule: Rule,
  rules: readonly Rule[],
  findings: readonly ReportedFinding[],
): readonly string[] {
  const example = findings.find(
    ({ ruleId, command }) => ruleId === rule.id && command !== undefined,
  );
  return [
    '',
    `## ${rule.id}`,
    '',
    `**${rule.severity}** · ${rule.title}. [The rule](../shared/rules/README.md#${rule.id})`,
    '',
    `- **What must hold**: ${rule.requires}`,
    `- **Why**: ${rule.because}`,
    `- **Mend**: ${rule.remedy}`,
    ...dependents(rule, rules),
    '',
    'See for yourself:',
    '',
    ...code(howToLook[rule.subject]),
    ...(example?.command === undefined ? [] : exampleOf(example, example.command)),
  ];
}

function exampleOf({ message }: ReportedFinding, command: string): readonly string[] {
  return ['', `Mended in the sample estate, where ${quoted(message)}:`, '', ...code([command])];
}

function quoted(message: string): string {
  return `“${message.replace(/\.$/, '')}”`;
}

/** What is mended along with a rule's finding, and which finding of another rule to mend instead. */
function dependents(rule: Rule, rules: readonly Rule[]): readonly string[] {
  const mended = links(rules, ({ id }) => spokenFor(rule).includes(id));
  const instead = links(rules, (other) => spokenFor(other).includes(rule.id));
  return [
    ...(mended === '' ? [] : [`- **Mends as well**, where the same grant is behind it: ${mended}`]),
    ...(instead === '' ? [] : [`- **Hidden behind**, where the same grant is: ${instead}`]),
  ];
}

function spokenFor({ absorbs = [], absorbsByStatements = [] }: Rule): readonly string[] {
  return [...absorbs, ...absorbsByStatements];
}

function links(rules: readonly Rule[], chosen: (rule: Rule) => boolean): string {
  return rules
    .filter(chosen)
    .map(({ id }) => `[${id}](#${id})`)
    .join(', ');
}

function code(lines: readonly string[]): readonly string[] {
  return ['```sh', ...lines, '```'];
}
