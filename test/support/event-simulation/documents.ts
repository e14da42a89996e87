import type { Json } from '../../../shared/model/json.ts';
import { sampleAccount } from '../estate.ts';
import { issuer } from '../irsa.ts';
import {
  type AssociationState,
  accessPolicyArn,
  arnOf,
  documents,
  type EntryState,
  type PolicyName,
  policyArns,
  type RoleState,
  roleIdOf,
  scopeOf,
  trusts,
} from './world.ts';

/** The world in the documents of AWS, in the shape that its APIs answer with. */

type Wire = Readonly<Record<string, Json>>;

export function clusterJson(name: string): Wire {
  return {
    name,
    arn: `arn:aws:eks:eu-west-1:${sampleAccount.accountId}:cluster/${name}`,
    status: 'ACTIVE',
    version: '1.34',
    accessConfig: { authenticationMode: 'API' },
    identity: { oidc: { issuer: `https://${issuer}` } },
    resourcesVpcConfig: {
      endpointPublicAccess: false,
      endpointPrivateAccess: true,
      publicAccessCidrs: [],
    },
  };
}

export function entryJson(role: string, { createdAt, groups }: EntryState): Wire {
  return {
    principalArn: arnOf(role),
    type: 'STANDARD',
    kubernetesGroups: groups,
    createdAt: new Date(createdAt).toISOString(),
  };
}

export function accessPoliciesJson({ policies }: EntryState): Json {
  return Object.entries(policies).map(([name, reach]) => ({
    policyArn: accessPolicyArn(name),
    accessScope: scopeOf(reach),
  }));
}

export function associationJson(cluster: string, account: string, held: AssociationState): Wire {
  const place = `eu-west-1:${sampleAccount.accountId}`;
  return {
    clusterName: cluster,
    namespace: 'payments',
    serviceAccount: account,
    roleArn: arnOf(held.role),
    associationId: held.id,
    associationArn: `arn:aws:eks:${place}:podidentityassociation/${cluster}/${held.id}`,
  };
}

/** A role without its policies, as GetRole has it. */
export function roleJson(name: string, role: RoleState): Wire {
  return {
    Arn: arnOf(name),
    RoleName: name,
    RoleId: roleIdOf(role),
    Path: '/',
    CreateDate: new Date(role.createdAt).toISOString(),
    AssumeRolePolicyDocument: trusts[role.trust],
    RoleLastUsed: {},
    MaxSessionDuration: 3600,
  };
}

export function policiesJson({ inline, attached }: RoleState): Wire {
  return {
    RolePolicyList: Object.entries(inline).map(([PolicyName, document]) => ({
      PolicyName,
      PolicyDocument: documents[document],
    })),
    AttachedManagedPolicies: Object.keys(attached).map((PolicyName) => ({
      PolicyName,
      PolicyArn: policyArns[PolicyName] ?? null,
    })),
  };
}

export function managedPolicyJson(name: string, document: PolicyName): Wire {
  return {
    Arn: policyArns[name] ?? null,
    PolicyName: name,
    DefaultVersionId: 'v1',
    PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: documents[document] }],
  };
}
