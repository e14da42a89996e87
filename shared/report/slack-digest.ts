import type { DigestAlert } from '../model/alert.ts';
import type { SlackBlock, SlackMessage } from '../model/slack.ts';
import { digestMessage } from './digest-message.ts';
import { type DigestOverview, digestOverview } from './digest-overview.ts';
import { leading } from './message.ts';
import {
  code,
  context,
  escaped,
  header,
  paragraph,
  richText,
  roomForBlocks,
  sizeOfBlocks,
  words,
} from './slack-blocks.ts';
import { byteLength, plain } from './text.ts';

/** A sweep in short: what it came to, and a line for each of as many findings as have room. */
export function digestSlackMessage(alert: DigestAlert): SlackMessage {
  const { deliveryId, told, hidden = 0, only = '' } = alert;
  const title = digestMessage(alert).subject.replace('[Gatewatch] ', '');
  return {
    // Two routes to one channel may each have something of their own to tell of one sweep.
    id: JSON.stringify(['digest', deliveryId, only, told.length + hidden]),
    deliveryId,
    isNews: true,
    text: escaped(title),
    blocks: fittingBlocks(alert, title),
  };
}

const mostLines = 30;

function fittingBlocks(alert: DigestAlert, title: string): readonly SlackBlock[] {
  let lines = mostLines;
  let blocks = digestBlocks(alert, title, digestOverview(alert, lines));
  while (lines > 0 && sizeOfBlocks(blocks) > roomForBlocks) {
    lines -= 1;
    blocks = digestBlocks(alert, title, digestOverview(alert, lines));
  }
  return blocks;
}

function digestBlocks(
  { deliveryId }: DigestAlert,
  title: string,
  { head, findings }: DigestOverview,
): readonly SlackBlock[] {
  return [
    header(title),
    richText([code(fittingHead(head))]),
    ...(findings.length === 0
      ? []
      : [richText([paragraph([words(findings.map((line) => `• ${line}`).join('\n'))])])]),
    context([`Delivery ${plain(deliveryId)}`]),
  ];
}

/** Bytes of what stands above the findings: even if each had to be escaped, it has room. */
const longestHead = 3_000;

/** The last line says where the report is. */
function fittingHead(head: readonly string[]): readonly string[] {
  const kept = leading(head, (line) => byteLength(line) + 1, longestHead);
  return kept.length === head.length ? head : [...kept, '…', ...head.slice(-1)];
}
