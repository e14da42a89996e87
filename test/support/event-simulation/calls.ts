import type { Json } from '../../../shared/model/json.ts';
import type { Told } from '../cloud-trail-events.ts';
import { provider } from '../irsa.ts';
import type { Call, Deed } from './deeds.ts';
import { associationJson, clusterJson, entryJson } from './documents.ts';
import {
  accessPolicyArn,
  arnOf,
  documents,
  policyArns,
  type RoleState,
  roleIdOf,
  scopeOf,
  trusts,
  type World,
} from './world.ts';

type Of<Kind extends Deed['kind']> = Extract<Deed, { kind: Kind }>;

/** What each deed writes, and how CloudTrail tells of it. */

export function entry(world: World, { cluster: name, role: of }: Of<'entry'>, at: number): Call {
  const path = ['clusters', name, 'entries', of];
  const principalArn = arnOf(of);
  if (world.clusters[name]?.entries[of] !== undefined) {
    const requestParameters = { name, principalArn: encodeURIComponent(principalArn) };
    return { path, told: { eventName: 'DeleteAccessEntry', requestParameters } };
  }
  const made = { createdAt: at, groups: [], policies: {} };
  const told = {
    eventName: 'CreateAccessEntry',
    requestParameters: { name, principalArn },
    responseElements: { accessEntry: { clusterName: name, ...entryJson(of, made) } },
  };
  return { path, value: made, told };
}

export function groups(world: World, { cluster: name, role: of, groups: now }: Of<'groups'>): Call {
  const held = world.clusters[name]?.entries[of] ?? { createdAt: 0, groups: [], policies: {} };
  const told = {
    eventName: 'UpdateAccessEntry',
    requestParameters: {
      name,
      principalArn: encodeURIComponent(arnOf(of)),
      kubernetesGroups: now,
    },
    responseElements: {
      accessEntry: { clusterName: name, ...entryJson(of, { ...held, groups: now }) },
    },
  };
  return { path: ['clusters', name, 'entries', of, 'groups'], value: now, told };
}

export function policy({ cluster: name, role: of, policy: what, reach }: Of<'policy'>): Call {
  const path = ['clusters', name, 'entries', of, 'policies', what];
  const [principalArn, policyArn] = [arnOf(of), accessPolicyArn(what)];
  const encoded = { name, principalArn: encodeURIComponent(principalArn) };
  if (reach === undefined) {
    const requestParameters = { ...encoded, policyArn: encodeURIComponent(policyArn) };
    return { path, told: { eventName: 'DisassociateAccessPolicy', requestParameters } };
  }
  const accessScope = scopeOf(reach);
  const told = {
    eventName: 'AssociateAccessPolicy',
    requestParameters: { ...encoded, policyArn, accessScope },
    responseElements: {
      clusterName: name,
      principalArn,
      associatedAccessPolicy: { policyArn, accessScope },
    },
  };
  return { path, value: reach, told };
}

export function role(world: World, { role: roleName, trust: whom }: Of<'role'>, at: number): Call {
  const path = ['roles', roleName];
  if (world.roles[roleName] !== undefined) return { path, told: iam('DeleteRole', { roleName }) };
  const made: RoleState = { createdAt: at, trust: whom, inline: {}, attached: {} };
  const document = JSON.stringify(trusts[whom]);
  const answer = {
    role: {
      path: '/',
      roleName,
      roleId: roleIdOf(made),
      arn: arnOf(roleName),
      createDate: 'Nov 22, 2026 10:00:00 AM',
      assumeRolePolicyDocument: encodeURIComponent(document),
    },
  };
  const told = iam('CreateRole', { roleName, assumeRolePolicyDocument: document });
  return { path, value: made as unknown as Json, told: { ...told, responseElements: answer } };
}

export function trust({ role: roleName, trust: whom }: Of<'trust'>): Call {
  const policyDocument = JSON.stringify(trusts[whom]);
  const told = iam('UpdateAssumeRolePolicy', { roleName, policyDocument });
  return { path: ['roles', roleName, 'trust'], value: whom, told };
}

export function inline({ role: roleName, name: policyName, document: what }: Of<'inline'>): Call {
  const path = ['roles', roleName, 'inline', policyName];
  if (what === undefined) return { path, told: iam('DeleteRolePolicy', { roleName, policyName }) };
  const policyDocument = JSON.stringify(documents[what]);
  const told = iam('PutRolePolicy', { roleName, policyName, policyDocument });
  return { path, value: what, told };
}

export function attached({ role: roleName, policy: name, on }: Of<'attached'>): Call {
  const path = ['roles', roleName, 'attached', name];
  const told = iam(on ? 'AttachRolePolicy' : 'DetachRolePolicy', {
    roleName,
    policyArn: policyArns[name],
  });
  return on ? { path, value: true, told } : { path, told };
}

export function document({ document: what }: Of<'document'>): Call {
  const told = iam('CreatePolicyVersion', {
    policyArn: policyArns['shared'],
    policyDocument: JSON.stringify(documents[what]),
    setAsDefault: true,
  });
  return { path: ['shared'], value: what, told };
}

export function client({ id: clientID, on }: Of<'client'>): Call {
  const name = on
    ? 'AddClientIDToOpenIDConnectProvider'
    : 'RemoveClientIDFromOpenIDConnectProvider';
  const told = iam(name, { openIDConnectProviderArn: provider, clientID });
  const path = ['clients', clientID];
  return on ? { path, value: true, told } : { path, told };
}

export function association(
  world: World,
  { cluster: name, role: of }: Of<'association'>,
  at: number,
): Call {
  const path = ['clusters', name, 'associations', 'app'];
  const held = world.clusters[name]?.associations['app'];
  const associationId = held?.id ?? `a-${at}`;
  const request = { name, associationId };
  if (of === undefined) {
    const told = { eventName: 'DeletePodIdentityAssociation', requestParameters: request };
    return {
      path,
      told: { ...told, responseElements: held === undefined ? null : answerOf(name, held) },
    };
  }
  const made = { id: associationId, role: of };
  const roleArn = arnOf(of);
  const told =
    held === undefined
      ? {
          eventName: 'CreatePodIdentityAssociation',
          requestParameters: { name, namespace: 'payments', serviceAccount: 'app', roleArn },
        }
      : {
          eventName: 'UpdatePodIdentityAssociation',
          requestParameters: { ...request, roleArn },
        };
  return { path, value: made, told: { ...told, responseElements: answerOf(name, made) } };
}

function answerOf(name: string, held: { readonly id: string; readonly role: string }) {
  return { association: associationJson(name, 'app', held) };
}

export function cluster(world: World, { cluster: name }: Of<'cluster'>): Call {
  const path = ['clusters', name];
  const responseElements = { cluster: clusterJson(name) };
  if (world.clusters[name] !== undefined) {
    return {
      path,
      told: { eventName: 'DeleteCluster', requestParameters: { name }, responseElements },
    };
  }
  const told = { eventName: 'CreateCluster', requestParameters: { name }, responseElements };
  return { path, value: { entries: {}, associations: {} }, told };
}

function iam(eventName: string, requestParameters: Told['requestParameters'] & object): Told {
  return { eventName, requestParameters, source: 'aws.iam', awsRegion: 'us-east-1' };
}
