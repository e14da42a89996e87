import type { LocalSlack } from '../support/slack.ts';
import type { Clients } from './clients.ts';
import type { Deployment } from './deployment.ts';
import type { Estate } from './estate.ts';
import type { Inbox } from './inbox.ts';
import type { Kubernetes } from './kubernetes.ts';

/** What scenarios act on. */
export interface World {
  readonly endpoint: string;
  readonly clients: Clients;
  readonly deployment: Deployment;
  readonly inbox: Inbox;
  readonly slack: LocalSlack;
  readonly estate: Estate;
  /** Inside the cluster `legacy`. */
  readonly kubernetes: Kubernetes;
}
