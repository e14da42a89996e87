import type { Account } from '../../shared/model/account.ts';
import type { AlertMessage } from '../../shared/model/alert.ts';
import type { Transition } from '../../shared/model/finding.ts';
import { bySeverity, severityOf } from '../../shared/model/severity.ts';
import { emailMessage } from '../../shared/report/email.ts';
import { shortArns, shown, wrap } from '../../shared/report/text.ts';
import { headOf } from './event-words.ts';
import type { Replayed } from './replay.ts';
import type { ReplayedEvent } from './replayed-event.ts';

/** What a few events did, shortly: each with the steps that it led to, and how the gravest alert begins. */
export function storyLines(
  { events, transitions, alerts }: Replayed,
  { accountId }: Account,
  width: number,
): readonly string[] {
  const mails = alerts.map(emailMessage);
  const gravest = mails.toSorted((a, b) => bySeverity(severityIn(a), severityIn(b)))[0];
  return [
    ...events.flatMap((event) => [
      ...wrap(headOf(event), width, '  '),
      ...stepsOf(event, transitions).flatMap((step) =>
        wrap(stepText(step, accountId), width, '    '),
      ),
    ]),
    ...(gravest === undefined ? [] : ['', ...alertHead(gravest)]),
  ];
}

/** What one event moved shares a group that has its name. */
function stepsOf({ eventId = '' }: ReplayedEvent, transitions: readonly Transition[]) {
  return transitions.filter(({ group }) => group.split(' ').includes(eventId));
}

function stepText({ type, finding }: Transition, accountId: string): string {
  const { severity, ruleId, message } = finding;
  const step = `${severity} ${type.toLowerCase()}`;
  if (type === 'RESOLVED') return `${step}: ${ruleId}`;
  return `${step}: ${shortArns(shown(message, 300), accountId)}`;
}

function severityIn({ attributes }: AlertMessage) {
  return severityOf(String(attributes['maxSeverity']));
}

/** As many lines as say what happened. */
const headLines = 10;

function alertHead({ subject, body }: AlertMessage): readonly string[] {
  const lines = body.split('\n');
  const begin = lines.findIndex((line) => /^-+$/.test(line)) + 2;
  const head = lines.slice(begin, begin + headLines);
  return [`  Subject: ${subject}`, '', ...head.map((line) => `  ${line}`.trimEnd()), '  …'];
}
