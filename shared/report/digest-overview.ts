import type { DigestAlert } from '../model/alert.ts';
import { digestHead } from './digest-head.ts';
import { headlineOf, isToldInDigest, verbOf } from './telling.ts';
import { count } from './text.ts';

/** A sweep in short, for a chat: what an e-mail begins with, then a line for each finding. */
export interface DigestOverview {
  readonly head: readonly string[];
  readonly findings: readonly string[];
}

export function digestOverview(alert: DigestAlert, most: number): DigestOverview {
  const { told: all, minimumSeverity, hidden = 0 } = alert;
  const told = all.filter((telling) => isToldInDigest(telling, minimumSeverity));
  const lines = told
    .slice(0, most)
    .map((telling) => `${telling.severity} ${verbOf(telling)}: ${headlineOf(telling)}`);
  const left = told.length - lines.length + hidden;
  return {
    head: digestHead(alert, all, told.length),
    findings: left > 0 ? [...lines, `… and ${count(left, 'more finding')}, see the report`] : lines,
  };
}
