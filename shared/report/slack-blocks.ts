import type { SlackBlock, SlackPlainText, SlackRichElement, SlackText } from '../model/slack.ts';
import { byteLength } from './text.ts';

/**
 * Bytes of JSON of all blocks of a message. Slack does not say what it takes: more than some 13,000 characters it has refused
 * (https://github.com/slackapi/bolt-js/issues/2509), and of rich text, which has more around it, 11,300 of mere text
 * (https://github.com/slackapi/bolt-js/issues/2867).
 */
export const roomForBlocks = 10_000;

/** As Slack counts them, and with a comma. */
export function sizeOfBlocks(blocks: readonly SlackBlock[]): number {
  return byteLength(JSON.stringify(blocks));
}

/** https://docs.slack.dev/reference/block-kit/blocks/header-block */
const longestHeader = 150;

export function header(text: string): SlackBlock {
  return { type: 'header', text: plainText(cutText(text, longestHeader)) };
}

export function context(texts: readonly string[]): SlackBlock {
  return { type: 'context', elements: texts.map(plainText) };
}

export function richText(elements: readonly SlackRichElement[]): SlackBlock {
  return { type: 'rich_text', elements };
}

export function paragraph(elements: readonly SlackText[]): SlackRichElement {
  return { type: 'rich_text_section', elements };
}

/** To be copied as it stands. */
export function code(lines: readonly string[]): SlackRichElement {
  return { type: 'rich_text_preformatted', elements: [words(lines.join('\n'))] };
}

export function words(text: string): SlackText {
  return { type: 'text', text };
}

export function bold(text: string): SlackText {
  return { type: 'text', text, style: { bold: true } };
}

/**
 * Text with markup has no other escapes; they keep whoever chooses a name from making a link or a mention.
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function cutText(text: string, max: number): string {
  const head = text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '');
  return text.length <= max ? text : `${head}…`;
}

function plainText(text: string): SlackPlainText {
  return { type: 'plain_text', text, emoji: false };
}
