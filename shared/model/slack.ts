/** One message for Slack. What others have chosen stands only where Slack looks for no markup. */
export interface SlackMessage {
  /** Of what it tells: messages with the same id belong into one thread. */
  readonly id: string;
  /** A message with the same id and the same of these is a repeat. */
  readonly deliveryId: string;
  /** Whether it is shown in the channel too where it goes into a thread. */
  readonly isNews: boolean;
  /** For notifications, and wherever blocks are not shown. Markup: `&`, `<` and `>` are escaped. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

/** https://docs.slack.dev/reference/block-kit/blocks */
export type SlackBlock = SlackHeader | SlackRichText | SlackContext;

interface SlackHeader {
  readonly type: 'header';
  /** At most 150 characters. */
  readonly text: SlackPlainText;
}

interface SlackContext {
  readonly type: 'context';
  /** At most ten. */
  readonly elements: readonly SlackPlainText[];
}

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
interface SlackRichText {
  readonly type: 'rich_text';
  readonly elements: readonly SlackRichElement[];
}

/** Nothing in it is markup. */
export interface SlackPlainText {
  readonly type: 'plain_text';
  readonly text: string;
  /** Else a name such as `:aws:`, which is in every ARN, would become a picture. */
  readonly emoji: false;
}

export interface SlackRichElement {
  readonly type: 'rich_text_section' | 'rich_text_preformatted';
  readonly elements: readonly SlackText[];
}

/** Nothing in it is markup. */
export type SlackText =
  | { readonly type: 'text'; readonly text: string; readonly style?: { readonly bold: true } }
  | { readonly type: 'link'; readonly url: string; readonly text: string };
