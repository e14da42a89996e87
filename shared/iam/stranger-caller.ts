import { parseIamArn } from '../model/arn.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import { decideAssumeRole } from './assume-role.ts';
import { issuerOfKey } from './condition-key.ts';
import { contextOf } from './context.ts';
import type { Context, Decision } from './decision.ts';
import { everythingAllowed } from './everything-allowed.ts';

/**
 * Whether a trust policy lets in a role of another account, whose owner means to get in: its own policies allow it, it knows
 * no external id, and it is of another organization. `nobody` is a text that the trust policy does not spell.
 */
export function decideStranger(
  document: PolicyDocument,
  roleArn: string,
  callerArn: string,
  nobody: string,
): Decision {
  return decideAssumeRole({
    trust: { name: 'trust policy', document },
    roleArn,
    caller: { type: 'AWS', arn: callerArn, permissions: everythingAllowed(callerArn) },
    action: 'sts:AssumeRole',
    context: contextOfStranger(document, roleArn, nobody),
  });
}

/** What such a caller cannot help; the network, a second factor, tags and the session are its own choice or chance. */
function contextOfStranger(document: PolicyDocument, roleArn: string, nobody: string): Context {
  const known = contextOf({
    ...byServicesOnly,
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalOrgID': nobody,
    'aws:PrincipalOrgPaths': nobody,
    'sts:ExternalId': nobody,
    'aws:ResourceAccount': parseIamArn(roleArn)?.accountId ?? [],
    // As a variable it is whatever the caller's organization is not; as a key it would have to be known.
    ...(!asksFor(document, ownOrganization) && { [ownOrganization]: `other than ${nobody}` }),
  });
  return { value: (key) => (isClaim(key) ? [] : known.value(key)) };
}

/**
 * Present only in requests that a service makes by itself.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const byServicesOnly: Readonly<Record<string, readonly string[]>> = {
  'aws:SourceAccount': [],
  'aws:SourceArn': [],
  'aws:SourceOrgID': [],
  'aws:SourceOrgPaths': [],
  'aws:PrincipalServiceName': [],
  'aws:PrincipalServiceNamesList': [],
};

const ownOrganization = 'aws:resourceorgid';

function asksFor({ statements }: PolicyDocument, wanted: string): boolean {
  return statements.some(({ conditions }) =>
    conditions.some(({ key }) => key.toLowerCase() === wanted),
  );
}

/** A request that is signed carries no claims of a token. */
function isClaim(key: string): boolean {
  return issuerOfKey(key) !== undefined || key.startsWith('saml:');
}
