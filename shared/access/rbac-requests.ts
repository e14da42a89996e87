import type { ReachedRule } from '../kubernetes/rbac.ts';
import type { Held } from './held-rules.ts';
import { requests, rulesFor } from './rbac-way.ts';

const write = 'create update patch';

/** To run pods of one's own, directly or through what makes pods. */
export const runningPods = [
  ...requests(write, '', 'pods replicationcontrollers'),
  ...requests(write, 'apps', 'deployments daemonsets statefulsets replicasets'),
  ...requests(write, 'batch', 'jobs cronjobs'),
];

/** To run commands in pods of others. A WebSocket is opened by GET, which was authorised as get before Kubernetes 1.35. */
export const enteringPods = [
  ...requests('create get', '', 'pods/exec pods/attach'),
  ...requests('update patch', '', 'pods/ephemeralcontainers'),
];

export const forwardingPorts = requests('create get', '', 'pods/portforward');

export const mintingTokens = requests('create', '', 'serviceaccounts/token');

export const impersonatingAccounts = requests('impersonate', '', 'serviceaccounts');

/**
 * Of rules that let somebody be any service account, those that count. Whoever runs pods in an ordinary namespace is its
 * service accounts already, as everybody is to whom `edit` is bound there; it adds nothing to mint tokens as well.
 */
export function beyondRunningPods(
  { rules, isSensitive }: Held,
  becoming: readonly ReachedRule[],
): readonly ReachedRule[] {
  const runs = new Set(rulesFor(rules, runningPods).map(({ namespace }) => namespace));
  return becoming.filter(
    ({ namespace }) => namespace === undefined || isSensitive(namespace) || !runs.has(namespace),
  );
}
