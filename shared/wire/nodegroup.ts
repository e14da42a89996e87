import * as z from 'zod/mini';
import type {
  LaunchTemplateRef,
  MetadataOptions,
  Nodegroup,
  RemoteAccess,
} from '../model/cluster-parts.ts';
import type { Parsed } from './parsed.ts';
import { given, parseWith } from './schema.ts';

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html */
export function readNodegroup(json: unknown, item: string): Parsed<Nodegroup> {
  const parsed = parseWith(nodegroupSchema, json, 'nodegroup');
  if ('error' in parsed) return parsed;
  const nodegroup = parsed.ok;
  if (nodegroup.nodegroupName !== item) {
    return { error: `nodegroup.nodegroupName: expected ${item}` };
  }
  const { nodegroupArn: arn, status, nodeRole, amiType, resources } = nodegroup;
  return {
    ok: {
      ...{ name: item, arn, status },
      ...given({
        nodeRole,
        amiType,
        launchTemplate: toLaunchTemplate(nodegroup.launchTemplate),
        remoteAccess: toRemoteAccess(nodegroup.remoteAccess),
      }),
      autoScalingGroups: (resources?.autoScalingGroups ?? []).map(({ name }) => name),
    },
  };
}

const launchTemplateSchema = z.nullish(
  z.object({
    id: z.nullish(z.string()),
    name: z.nullish(z.string()),
    version: z.nullish(z.string()),
  }),
);

const remoteAccessSchema = z.nullish(
  z.object({
    ec2SshKey: z.nullish(z.string()),
    sourceSecurityGroups: z.nullish(z.array(z.string())),
  }),
);

const nodegroupSchema = z.object({
  nodegroupName: z.string(),
  nodegroupArn: z.string(),
  status: z.string(),
  nodeRole: z.nullish(z.string()),
  amiType: z.nullish(z.string()),
  launchTemplate: launchTemplateSchema,
  remoteAccess: remoteAccessSchema,
  resources: z.nullish(
    z.object({ autoScalingGroups: z.nullish(z.array(z.object({ name: z.string() }))) }),
  ),
});

function toLaunchTemplate(
  template: z.infer<typeof launchTemplateSchema>,
): LaunchTemplateRef | undefined {
  if (template == null) return undefined;
  return given({ id: template.id, name: template.name, version: template.version });
}

function toRemoteAccess(access: z.infer<typeof remoteAccessSchema>): RemoteAccess | undefined {
  if (access == null) return undefined;
  const { ec2SshKey, sourceSecurityGroups } = access;
  return { ...given({ ec2SshKey }), sourceSecurityGroups: sourceSecurityGroups ?? [] };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateInstanceMetadataOptions.html */
export function readMetadataOptions(json: unknown): Parsed<MetadataOptions> {
  const parsed = parseWith(metadataOptionsSchema, json, 'metadataOptions');
  if ('error' in parsed) return parsed;
  return {
    ok: given({
      httpTokens: parsed.ok.HttpTokens,
      httpPutResponseHopLimit: parsed.ok.HttpPutResponseHopLimit,
      httpEndpoint: parsed.ok.HttpEndpoint,
    }),
  };
}

const metadataOptionsSchema = z.object({
  HttpTokens: z.nullish(z.string()),
  HttpPutResponseHopLimit: z.nullish(z.number()),
  HttpEndpoint: z.nullish(z.string()),
});
