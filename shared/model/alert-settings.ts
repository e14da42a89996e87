import type { Severity } from './severity.ts';

/** Who is told what, when and where. */
export interface AlertSettings {
  /** Findings below it are told in digests' counts and in reports only. */
  readonly minimumSeverity: Severity;
  /** Addresses that synth subscribes to the findings topic. */
  readonly emails: readonly string[];
  /** Addresses that synth subscribes to the operations topic. */
  readonly operationsEmails: readonly string[];
  /** With each sweep that has news, or once a day of UTC. */
  readonly digest: 'sweep' | 'daily';
  /** Open findings are told again in the digest after so many days. */
  readonly reminders: Readonly<Partial<Record<Severity, number>>>;
  readonly maintenance: readonly MaintenanceWindow[];
  /** By the names that routes send to. */
  readonly channels: Readonly<Record<string, Channel>>;
  readonly routes: readonly Route[];
}

/** While it lasts, what is less than CRITICAL is not told at once: it is told when the window has ended. */
export interface MaintenanceWindow {
  /** As `region/name`; empty for everything. */
  readonly clusters: readonly string[];
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly until: number;
  readonly reason: string;
  readonly owner: string;
}

/** Where messages go besides the findings topic: exactly one of these. */
export interface Channel {
  /** A topic of its own, with these addresses subscribed. */
  readonly emails?: readonly string[];
  readonly slack?: SlackChannel;
  readonly slackWebhook?: SlackWebhook;
  /** Amazon Q Developer in chat applications, which reads a topic of its own. */
  readonly amazonQ?: AmazonQChannel;
  /** The name or ARN of an event bus. */
  readonly eventBus?: string;
  readonly securityHub?: true;
}

interface SlackChannel {
  /** Name or ARN of a secret of Secrets Manager: `{"token": "xoxb-…"}`. */
  readonly secret: string;
  /** Id, as `C0123456789`. */
  readonly channel: string;
}

interface SlackWebhook {
  /** Name or ARN of a secret of Secrets Manager: `{"url": "https://hooks.slack.com/…"}`. */
  readonly secret: string;
}

export interface AmazonQChannel {
  readonly workspace: string;
  readonly channel: string;
}

/** Sends to a channel what meets all of its conditions; one that is absent is met by everything. */
export interface Route {
  readonly to: string;
  readonly minimumSeverity?: Severity;
  /** As `region/name`. */
  readonly clusters?: readonly string[];
  readonly tenants?: readonly string[];
  readonly rules?: readonly string[];
}

export function usesSecurityHub(channels: AlertSettings['channels']): boolean {
  return Object.values(channels).some(({ securityHub }) => securityHub !== undefined);
}
