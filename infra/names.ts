import { ownPrefix } from '../shared/model/own-names.ts';

/**
 * Names that must be known before anything is deployed: to a stack in another Region, to functions that read each other, or
 * to the rules that watch one another. All others are generated.
 */

/** Where other Regions forward their events to, in the home Region. */
export const hubBusName = 'gatewatch-hub';

/**
 * The queues and the topic at home that other stacks send to. They begin with the name of their stack, as the generated ones
 * do, by which the rules that watch us know them.
 */
export function hubName(stackName: string, purpose: 'changes' | 'rejected' | 'operations'): string {
  return `${stackName}-${purpose}`;
}

/** IAM is global: the name holds both ends, so that two homes or two forwarders never share a role. */
export function forwarderRoleName(homeRegion: string, region: string): string {
  return `gatewatch-forwarder-${homeRegion}-${region}`;
}

/** Of Kubernetes: bound by examples/kubernetes/gatewatch-readers.yaml. */
export const readersGroup = 'gatewatch:readers';

/** Such as `gatewatch-eu-west-1-changes-eks`; EventBridge and Lambda allow 64 characters. */
export function ownName(homeRegion: string, purpose: string): string {
  return `${ownPrefix(homeRegion)}${purpose}`;
}
