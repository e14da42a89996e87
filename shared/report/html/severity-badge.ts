import type { Severity } from '../../model/severity.ts';
import { html, type Markup } from './markup.ts';

export function severityBadge(severity: Severity): Markup {
  return html`<span class="sev ${severity.toLowerCase()}">${severityWord(severity)}</span>`;
}

export function severityWord(severity: Severity): string {
  return severity.slice(0, 1) + severity.slice(1).toLowerCase();
}
