import type { Addon, Capability, FargateProfile } from '../../../shared/model/cluster-parts.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import {
  readAddon,
  readCapability,
  readFargateProfile,
} from '../../../shared/wire/cluster-parts.ts';
import type { CataloguedEvent } from './catalogued-event.ts';
import {
  type ClusterPart,
  nameOfPart,
  partCreated,
  partDeleted,
  partUpdated,
} from './cluster-part.ts';
import { settlingPart } from './of-cluster.ts';

const fargateProfile: ClusterPart<FargateProfile> = {
  label: 'fargateProfileName',
  object: 'fargateProfile',
  name: 'fargateProfileName',
  key: factKeys.fargateProfile,
  read: readFargateProfile,
};

const addon: ClusterPart<Addon> = {
  label: 'addonName',
  object: 'addon',
  name: 'addonName',
  key: factKeys.addon,
  read: readAddon,
};

const capability: ClusterPart<Capability> = {
  label: 'capabilityName',
  object: 'capability',
  name: 'capabilityName',
  key: factKeys.capability,
  read: readCapability,
};

const settling = {
  fargateProfile: settlingPart('fargateProfile', (call) => nameOfPart(fargateProfile, call)),
  addon: settlingPart('addon', (call) => nameOfPart(addon, call)),
  capability: settlingPart('capability', (call) => nameOfPart(capability, call)),
};

/** Parts of a cluster that bring roles and access entries of their own: the whole cluster is read again. */
export const clusterPartEvents: readonly CataloguedEvent[] = [
  {
    eventName: 'CreateFargateProfile',
    touches: settling.fargateProfile,
    effect: partCreated(fargateProfile),
  },
  {
    eventName: 'DeleteFargateProfile',
    touches: settling.fargateProfile,
    effect: partDeleted(fargateProfile),
  },
  { eventName: 'CreateAddon', touches: settling.addon, effect: partCreated(addon) },
  {
    eventName: 'UpdateAddon',
    touches: settling.addon,
    effect: partUpdated(addon, 'serviceAccountRoleArn', ['podIdentityAssociations']),
  },
  { eventName: 'DeleteAddon', touches: settling.addon, effect: partDeleted(addon) },
  { eventName: 'CreateCapability', touches: settling.capability, effect: partCreated(capability) },
  {
    eventName: 'UpdateCapability',
    touches: settling.capability,
    effect: partUpdated(capability, 'roleArn', ['configuration']),
  },
  { eventName: 'DeleteCapability', touches: settling.capability, effect: partDeleted(capability) },
];
