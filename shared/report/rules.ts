import { compareText } from '../model/json.ts';
import type { Controls, RuleMeta } from '../rules/rule.ts';
import { count, labelled, wrap } from './text.ts';

/** The catalogue as a list: severity, id and what each rule requires. `width` is in columns. */
export function renderRuleList(catalogue: readonly RuleMeta[], width: number): string {
  const rules = catalogue.toSorted((a, b) => compareText(a.id, b.id));
  const lines = rules.flatMap(({ id, severity, requires }) => [
    `${severity.padEnd(textColumn - 1)} ${id}`,
    ...wrap(requires, width, ' '.repeat(textColumn)),
  ]);
  const heading = `${count(rules.length, 'rule')}. Explain one: npm start -- rules <id>`;
  return `${[heading, '', ...lines].join('\n')}\n`;
}

/** One rule in full. */
export function renderRule(rule: RuleMeta, width = 80): string {
  const { id, title, severity, requires, because, remedy, references, controls } = rule;
  const lines = [
    `${id}  ${severity}`,
    ...wrap(title, width),
    '',
    ...labelled('Requires', requires, textColumn, width),
    ...labelled('Because', because, textColumn, width),
    ...labelled('Remedy', remedy, textColumn, width),
    ...labelled('Controls', controlsText(controls), textColumn, width),
    ...labelled('Implies', impliedText(rule), textColumn, width),
    ...references.flatMap((url, index) =>
      labelled(index === 0 ? 'See' : '', url, textColumn, width),
    ),
    '',
    'Accept a finding for a while, in gatewatch.yaml:',
    '  waivers:',
    `    - { rule: ${id}, subject: …, reason: …, owner: …, expires: YYYY-MM-DD }`,
  ];
  return `${lines.join('\n')}\n`;
}

const textColumn = 12;

const catalogues: readonly (readonly [keyof Controls, string])[] = [
  ['cis', 'CIS EKS'],
  ['owasp', 'OWASP Kubernetes'],
  ['mitre', 'MITRE ATT&CK'],
  ['securityHub', 'Security Hub'],
];

function controlsText(controls: Controls): string {
  return catalogues
    .flatMap(([key, name]) => {
      const ids = controls[key] ?? [];
      return ids.length > 0 ? [`${name} ${ids.join(', ')}`] : [];
    })
    .join('; ');
}

function impliedText({ absorbs = [], absorbsByStatements = [] }: RuleMeta): string {
  const byStatements = absorbsByStatements.join(', ');
  const parts = [absorbs.join(', '), byStatements && `by the same IAM statements ${byStatements}`];
  return parts.filter((part) => part !== '').join('; ');
}
