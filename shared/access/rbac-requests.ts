import { requests } from './rbac-way.ts';

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
