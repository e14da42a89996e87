import * as z from 'zod/mini';
import { conditionSchema, oneOrMore, text } from './policy-values.ts';
import { given } from './schema.ts';

/**
 * Where a policy stands, which decides what it may say: with an identity (a boundary and a session policy are
 * such too), as a role's trust policy, or as an SCP or RCP of an organization.
 */
export type PolicyKind = 'identity' | 'trust' | 'organization';

export type WireStatement = z.infer<typeof statementSchema>;

/**
 * `*`, or a service and a name with one colon between them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
const actions = oneOrMore(
  text().check(
    z.regex(/^(?:\*|[A-Za-z0-9.*?-]+:[^:]*)$/, 'expected an action as "sts:AssumeRole", or "*"'),
  ),
);

const principalTypes = z
  .strictObject({
    AWS: z.optional(oneOrMore(text())),
    Federated: z.optional(oneOrMore(text())),
    Service: z.optional(oneOrMore(text())),
    CanonicalUser: z.optional(oneOrMore(text())),
  })
  .check(z.refine((types) => Object.keys(types).length > 0, 'expected at least one principal'));

const principals = z.union(
  [z.literal('*'), z.pipe(principalTypes, z.transform(given))],
  'expected "*" or an object of types such as AWS',
);

const statementSchema = z
  .strictObject({
    Sid: z.optional(text()),
    Effect: z.enum(['Allow', 'Deny'], 'expected "Allow" or "Deny"'),
    Principal: z.optional(principals),
    NotPrincipal: z.optional(principals),
    Action: z.optional(actions),
    NotAction: z.optional(actions),
    Resource: z.optional(oneOrMore(text())),
    NotResource: z.optional(oneOrMore(text())),
    Condition: z.optional(conditionSchema),
  })
  .check(notBoth('Principal'), notBoth('Action'), notBoth('Resource'), either('Action'));

/**
 * An identity is the principal of its policies, a role the resource of its trust policy; an RCP names everybody.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
const statementRules = {
  identity: [either('Resource'), neither('Principal')],
  trust: [either('Principal'), neither('Resource')],
  organization: [
    either('Resource'),
    z.refine<WireStatement>(
      ({ Principal = '*', NotPrincipal }) => Principal === '*' && NotPrincipal === undefined,
      'has principals other than "*"',
    ),
  ],
} as const;

const oneOrMoreStatements = z.pipe(
  z.union([z.array(z.unknown()), z.looseObject({})], 'expected an object or an array of objects'),
  z.transform((value): unknown[] => (Array.isArray(value) ? value : [value])),
);

/**
 * What IAM takes, strictly: an element that we do not know could turn the meaning of a statement round.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export const policySchemas = {
  identity: policySchema('identity'),
  trust: policySchema('trust'),
  organization: policySchema('organization'),
} as const;

function policySchema(kind: PolicyKind) {
  const statements = z
    .array(statementSchema.check(...statementRules[kind]))
    .check(z.minLength(1, 'expected at least one'), distinctSids());
  return z.strictObject({
    Version: z.optional(
      z.enum(['2012-10-17', '2008-10-17'], 'expected "2012-10-17" or "2008-10-17"'),
    ),
    Id: z.optional(text()),
    Statement: z.pipe(oneOrMoreStatements, statements),
  });
}

type Element = 'Principal' | 'Action' | 'Resource';

function notBoth(element: Element) {
  return z.refine<object>(
    (statement) => !(element in statement && `Not${element}` in statement),
    `has both ${element} and Not${element}`,
  );
}

function either(element: Element) {
  return z.refine<object>(
    (statement) => element in statement || `Not${element}` in statement,
    `has neither ${element} nor Not${element}`,
  );
}

function neither(element: Element) {
  return z.refine<object>(
    (statement) => !(element in statement || `Not${element}` in statement),
    `has ${element} or Not${element}, which is not for this kind of policy`,
  );
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
function distinctSids() {
  return z.check<readonly WireStatement[]>(({ value, issues }) => {
    const sids = value.map(({ Sid }) => Sid || undefined);
    const index = sids.findIndex((sid, at) => sid !== undefined && sids.indexOf(sid) < at);
    if (index < 0) return;
    const message = 'is the Sid of an earlier statement too';
    issues.push({ code: 'custom', message, path: [index, 'Sid'], input: value });
  });
}
