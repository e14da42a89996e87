/** Names of our own deployment that are known without asking AWS. */

/** What the names of all our rules and functions begin with, in whatever Region they are; with the home, so that two homes never meet. */
export function ownPrefix(homeRegion: string): string {
  return `gatewatch-${homeRegion}-`;
}

/** The stack at home. */
export const hubStack = 'Gatewatch';

export function forwarderStack(region: string): string {
  return `${hubStack}Forwarder-${region}`;
}

export function watchStack(region: string): string {
  return `${hubStack}Watch-${region}`;
}

/** Of the key of the table, the bucket and the findings topic, by which it is known once its stack is gone. */
export const keyDescription = 'Gatewatch: table, bucket and findings topic';

/** Of our subscription in the log group of every cluster. */
export const subscriptionName = 'gatewatch';

/** The function that reads public endpoints, and its role; those of private ones have a number behind it. */
export const kubernetesReader = 'kubernetes-reader';
