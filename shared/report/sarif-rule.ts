import type { Severity } from '../model/severity.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { controlTags } from './controls.ts';
import { escapeMarkdown } from './markdown-text.ts';

const levels = { LOW: 'note', MEDIUM: 'warning', HIGH: 'error', CRITICAL: 'error' } as const;

export function sarifLevel(severity: Severity): (typeof levels)[Severity] {
  return levels[severity];
}

/**
 * Scores that GitHub reads as low, medium, high and critical; it shows them for rules that are tagged `security`.
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
const scores: Readonly<Record<Severity, string>> = {
  LOW: '2.0',
  MEDIUM: '5.0',
  HIGH: '8.0',
  CRITICAL: '9.5',
};

/** A rule as SARIF's reportingDescriptor. */
export function ruleDescriptor(rule: RuleMeta) {
  const { id, severity, title, requires, because, remedy, references } = rule;
  const links = references.map((reference) => `- <${reference}>`).join('\n');
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: requires },
    helpUri: references[0],
    help: {
      text: `${requires}\n\nWhy: ${because}\n\nFix: ${remedy}\n\n${references.join('\n')}`,
      markdown: `${escapeMarkdown(requires)}\n\n**Why:** ${escapeMarkdown(because)}\n\n**Fix:** ${escapeMarkdown(remedy)}\n\n${links}`,
    },
    defaultConfiguration: { level: sarifLevel(severity) },
    properties: { 'security-severity': scores[severity], tags: ['security', ...controlTags(rule)] },
  };
}
