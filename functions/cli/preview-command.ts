import { existsSync } from 'node:fs';
import type { Alert, Telling } from '../../shared/model/alert.ts';
import type { FindingContent } from '../../shared/model/finding.ts';
import { alertEvents } from '../../shared/report/alert-event.ts';
import { amazonQMessages } from '../../shared/report/amazon-q.ts';
import { emailMessage } from '../../shared/report/email.ts';
import { jsonText } from '../../shared/report/json.ts';
import { slackMessages } from '../../shared/report/slack.ts';
import { UsageError } from '../adapters/usage-error.ts';
import type { Where } from './arguments.ts';
import { ofTheirClusters } from './audited-cluster.ts';
import { judgedPlace, oneOf } from './judged-place.ts';
import type { Place } from './place.ts';
import type { PreviewCommand, PreviewFormat } from './preview-arguments.ts';
import { readRecordedEvents } from './recorded-events.ts';
import { replay } from './replay.ts';
import type { Terminal } from './terminal.ts';

/** Prints what a channel would be sent: about a finding as if it had opened just now, or about recorded events. */
export async function previewCommand(
  terminal: Terminal,
  place: Place,
  { words, from, format }: PreviewCommand,
): Promise<number> {
  const { alerts, faults } = words.every((word) => existsSync(word))
    ? await ofEvents(terminal, place, words, from)
    : { alerts: [await ofFinding(terminal, place, words)], faults: [] };
  const problems = [...faults, ...place.problems()];
  for (const problem of problems) terminal.err(problem);
  if (alerts.length === 0) terminal.err('The events move no finding, so nobody is told.');
  terminal.out(preview(alerts, format));
  return problems.length > 0 ? 2 : 0;
}

function preview(alerts: readonly Alert[], format: PreviewFormat): string {
  switch (format) {
    case 'email':
      return alerts
        .map(emailMessage)
        .map(({ subject, body }) => `Subject: ${subject}\n\n${body}`)
        .join('\n');
    case 'slack':
      return jsonList(alerts.flatMap(slackMessages).map(({ text, blocks }) => ({ text, blocks })));
    case 'q':
      return jsonList(alerts.flatMap(amazonQMessages).map(({ body }) => JSON.parse(body)));
    case 'json':
      return jsonList(
        alerts.flatMap(alertEvents).map(({ detailType, detail }) => ({
          source: 'gatewatch',
          'detail-type': detailType,
          detail,
        })),
      );
  }
}

function jsonList(values: readonly unknown[]): string {
  return `${jsonText(values, 2)}\n`;
}

async function ofEvents(terminal: Terminal, place: Place, files: readonly string[], from: Where) {
  if (from === 'live') throw new UsageError('preview-alert of events takes a snapshot, not --live');
  const read = await readRecordedEvents(files);
  const { events: recorded, faults } = await ofTheirClusters(read, place, undefined);
  const { alerts } = await replay(terminal, { place, recorded });
  return { alerts, faults };
}

async function ofFinding(
  terminal: Terminal,
  place: Place,
  [findingId = '', ...more]: PreviewCommand['words'],
): Promise<Alert> {
  if (more.length > 0) throw new UsageError('preview-alert takes one finding, or files that exist');
  const { findings } = await judgedPlace(terminal, place);
  const content = oneOf(findings, findingId, ', and there is no such file');
  const told = [opened(content, place.clock())];
  return { kind: 'change', account: place.account, told, deliveryId: 'preview' };
}

function opened(content: FindingContent, at: number): Telling {
  const { severity, message } = content;
  return {
    finding: { ...content, status: 'open', firstSeen: at, changedAt: at, version: 1 },
    ...{ type: 'OPENED', at, severity, message, cause: 'change', earlier: [], dropped: 0 },
  };
}
