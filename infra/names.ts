/** Names that a stack in another Region must know before anything is deployed; all others are generated. */

/** Where other Regions forward their events to, in the home Region. */
export const hubBusName = 'gatewatch-hub';

/** IAM is global: the name holds both ends, so that two homes or two forwarders never share a role. */
export function forwarderRoleName(homeRegion: string, region: string): string {
  return `gatewatch-forwarder-${homeRegion}-${region}`;
}
