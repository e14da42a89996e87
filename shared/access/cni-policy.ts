import type { NamedPolicy } from '../iam/decision.ts';
import { parseIamArn } from '../model/arn.ts';
import type { Statement } from '../model/policy-document.ts';

/**
 * Whether a policy gives the VPC CNI what it needs and nobody anything else: that of AWS, or what its documentation has
 * one write for IPv6.
 * https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html
 */
export function isCniPolicy({ arn, document }: Pick<NamedPolicy, 'arn' | 'document'>): boolean {
  const iam = parseIamArn(arn ?? '');
  if (iam?.accountId === 'aws' && iam.name === 'AmazonEKS_CNI_Policy') return true;
  const allows = document.statements.filter(({ effect }) => effect === 'Allow');
  return allows.every(isForCni) && allows.some(assignsAddresses);
}

/** What only the CNI asks for. */
function assignsAddresses({ actions }: Statement): boolean {
  return actions?.values.some((value) => /^ec2:assign/i.test(value)) === true;
}

function isForCni({ actions, resources }: Statement): boolean {
  if (actions === undefined || actions.negated) return false;
  return actions.values.every((value) => {
    const action = value.toLowerCase();
    if (action !== 'ec2:createtags') return cniActions.has(action);
    return resources?.negated === false && resources.values.every(isNetworkInterface);
  });
}

function isNetworkInterface(resource: string): boolean {
  return /:network-interface\/[^/]+$/.test(resource);
}

const cniActions: ReadonlySet<string> = new Set([
  'ec2:assignipv6addresses',
  'ec2:assignprivateipaddresses',
  'ec2:attachnetworkinterface',
  'ec2:createnetworkinterface',
  'ec2:deletenetworkinterface',
  'ec2:describeinstances',
  'ec2:describeinstancetypes',
  'ec2:describenetworkinterfaces',
  'ec2:describesubnets',
  'ec2:describetags',
  'ec2:detachnetworkinterface',
  'ec2:modifynetworkinterfaceattribute',
  'ec2:unassignipv6addresses',
  'ec2:unassignprivateipaddresses',
]);
