import { IAMClient, TagRoleCommand } from '@aws-sdk/client-iam';
import { heartbeatTag } from '../../shared/model/heartbeat.ts';
import { iamRegionOf } from '../../shared/model/partition.ts';
import type { HeartbeatSender } from '../../shared/ports/heartbeat-sender.ts';
import { stateSettings } from './client-settings.ts';

export interface IamHeartbeat {
  /** Of the role that can do nothing and is there to be tagged. */
  readonly roleName: string;
  readonly partition: string;
}

/**
 * A tag of our own role, changed to another value each time: CloudTrail records that where it records all of IAM, so that the
 * event proves the whole way from there to us, even where the selectors of the trail may not be read.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html
 */
export function iamHeartbeat(
  { roleName, partition }: IamHeartbeat,
  client = new IAMClient({ ...stateSettings, ...regionIn(partition) }),
): HeartbeatSender {
  return {
    send: async (id) => {
      const tags = [{ Key: heartbeatTag, Value: id }];
      await client.send(new TagRoleCommand({ RoleName: roleName, Tags: tags }));
    },
  };
}

function regionIn(partition: string): { readonly region?: string } {
  const region = iamRegionOf(partition);
  return region === undefined ? {} : { region };
}
