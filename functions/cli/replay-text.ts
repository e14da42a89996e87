import type { Account } from '../../shared/model/account.ts';
import type { AlertMessage } from '../../shared/model/alert.ts';
import type { Transition } from '../../shared/model/finding.ts';
import type { Observation } from '../../shared/model/observation.ts';
import { emailMessage } from '../../shared/report/email.ts';
import { count, plain, shortArns, shown, timeText, wrap } from '../../shared/report/text.ts';
import { effectTexts, headOf } from './event-words.ts';
import type { Replayed } from './replay.ts';
import type { ReplayedEvent } from './replayed-event.ts';

/** What came of recorded events, for people: the events, the steps of findings, every alert in full, what only events show. */
export function renderReplay(replayed: Replayed, { accountId }: Account, width: number): string {
  const { events, transitions, alerts, observations } = replayed;
  const told = (texts: readonly (readonly string[])[]) =>
    texts.flatMap(([first = '', ...rest]) => [
      ...wrap(first, width, '  '),
      ...rest.flatMap((text) => wrap(text, width, '      ')),
    ]);
  const lines = [
    ...section('event', events.length, told(events.map((event) => eventTexts(event, accountId)))),
    ...section(
      'transition',
      transitions.length,
      told(transitions.map((transition) => transitionTexts(transition, accountId))),
    ),
    ...section('alert', alerts.length, alerts.map(emailMessage).flatMap(alertLines)),
    ...section(
      'observation',
      observations.length,
      told(observations.map((observation) => observationTexts(observation, accountId))),
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function section(noun: string, number: number, lines: readonly string[]): readonly string[] {
  return number === 0 ? [`No ${noun}s.`, ''] : [count(number, noun), ...lines, ''];
}

function eventTexts(event: ReplayedEvent, accountId: string): readonly string[] {
  const { understood, reason, change } = event;
  const wrote = change === undefined ? [] : effectTexts(change.effect, accountId);
  const why = reason === undefined ? [] : [understood ? reason : `not understood: ${reason}`];
  return [headOf(event), ...wrote, ...why.map((text) => shown(text, 1000))];
}

function transitionTexts(
  { type, cause, at, finding }: Transition,
  accountId: string,
): readonly string[] {
  const { severity, message, ruleId, id, subject, actor } = finding;
  const because = cause === 'change' ? '' : ` (${cause})`;
  const step = `${timeText(at)}: ${severity} ${type.replaceAll('_', ' ')}${because}.`;
  const who = actor === undefined ? [] : [`by ${shown(actor.name, 300)}`];
  return [
    `${step} ${shortArns(shown(message, 1000), accountId)}`,
    `${plain(ruleId)} · ${id.slice(0, 8)} · ${shown(subject, 400)}`,
    ...who,
  ];
}

/** As it would have been sent, to the letter. */
function alertLines({ subject, body }: AlertMessage): readonly string[] {
  return ['', `Subject: ${subject}`, '', ...body.trimEnd().split('\n'), ''];
}

function observationTexts(
  { at, severity, kind, ruleId, grant, principalArn, cluster, grantedBy, removedBy }: Observation,
  accountId: string,
): readonly string[] {
  const whose = shortArns(shown(principalArn, 400), accountId);
  const place = `${shown(cluster.name, 200)} in ${plain(cluster.region)}`;
  const removed = removedBy === undefined ? '' : `, taken away by ${shown(removedBy.name, 300)}`;
  return [
    `${timeText(at)}: ${severity} ${kind}. ${shown(grant, 400)} for ${whose} in ${place}`,
    `${plain(ruleId)} · given by ${shown(grantedBy.name, 300)}${removed}`,
  ];
}
