import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import { irsaTrustSubjectRequired } from '../../../shared/rules/irsa-trust-subject-required.ts';
import { known } from '../../support/facts.ts';
import {
  actions,
  condition,
  everyone,
  federated,
  role,
  services,
  statement,
} from '../../support/iam.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const provider = `arn:aws:iam::012345678901:oidc-provider/${issuer}`;
const otherIssuer = 'oidc-eks.us-east-1.api.aws/id/00000000000000000000000000000000';
const otherProvider = `arn:aws:iam::012345678901:oidc-provider/${otherIssuer}`;
const sub = `${issuer}:sub`;
const aud = condition('StringEquals', `${issuer}:aud`, 'sts.amazonaws.com');
const reader = 'system:serviceaccount:payments:reader';
const writer = role('arn:aws:iam::012345678901:role/team/ledger-writer');

const namespaceOfCaller = ['system:serviceaccount:$', '{aws:PrincipalTag/namespace}:*'].join('');

const byVariable = irsa(condition('StringLike', sub, namespaceOfCaller));

const audJson = { [`${issuer}:aud`]: 'sts.amazonaws.com' };
const placeholder = 'system:serviceaccount:NAMESPACE:SERVICE_ACCOUNT';
const tightJson = {
  Effect: 'Allow',
  Principal: { Federated: provider },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { StringEquals: { ...audJson, [sub]: placeholder } },
};
const unknownClusterJson = {
  ...tightJson,
  Principal: { Federated: 'arn:aws:iam::012345678901:oidc-provider/OIDC_ISSUER' },
  Condition: {
    StringEquals: { 'OIDC_ISSUER:aud': 'sts.amazonaws.com', 'OIDC_ISSUER:sub': placeholder },
  },
};
/** Of a provider that no policy names. */
const anyToken = { iss: 'https://OIDC_ISSUER', sub: 'any-subject', aud: 'sts.amazonaws.com' };
const openMessage = `Any service account with a token of ${issuer} may assume ${writer.arn}.`;
const anybodyMessage = `Anybody with a token of any OIDC provider may assume ${writer.arn}.`;

testRule(irsaTrustSubjectRequired, {
  compliant: {
    'one service account': given(irsa(aud, condition('StringEquals', sub, reader))),
    'one service account, the rest of the trust policy unread': {
      subject: { role: writer, statement: irsa(condition('StringEquals', sub, reader)) },
      known: {},
    },
    'several service accounts': given(irsa(condition('StringEquals', sub, reader, `${reader}-2`))),
    'a namespace by pattern': given(
      irsa(condition('StringLike', sub, 'system:serviceaccount:payments:*')),
    ),
    'a pattern that most names meet, but not all': given(
      irsa(condition('StringLike', sub, 'system:serviceaccount:*:*-reader')),
    ),
    'a key in other letters': given(irsa(condition('stringequals', sub.toUpperCase(), reader))),
    'an operator that ignores case': given(irsa(condition('StringEqualsIgnoreCase', sub, reader))),
    'ForAnyValue, which fails on a token without a subject': given(
      irsa(condition('ForAnyValue:StringEquals', sub, reader)),
    ),
    'a star under StringEquals, which is a letter like any other': given(
      irsa(condition('StringEquals', sub, 'system:serviceaccount:*:*')),
    ),
    'one condition that holds beside others that do not': given(
      irsa(
        condition('StringLike', sub, '*'),
        condition('StringNotEquals', sub, 'system:serviceaccount:kube-system:default'),
        condition('ForAllValues:StringEquals', sub, reader),
        condition('Null', sub, 'false'),
        condition('StringEquals', sub, reader),
      ),
    ),
    'ForAllValues beside Null, which refuses a token without a subject': given(
      irsa(condition('ForAllValues:StringEquals', sub, reader), condition('Null', sub, 'false')),
    ),
    'a Deny in the same document of all but one service account': given(irsa(aud), {
      ...irsa(condition('StringNotEquals', sub, reader)),
      effect: 'Deny',
    }),
    'a Deny in the same document of all but a namespace, for everybody': given(irsa(), {
      ...irsa(condition('StringNotLike', sub, 'system:serviceaccount:payments:*')),
      effect: 'Deny',
      principals: everyone,
    }),
    'a policy variable, in a version that takes it for text': given(
      irsa(condition('StringLike', sub, namespaceOfCaller)),
    ),
    'two clusters, of which one can enter and is held': given({
      ...irsa(condition('StringEquals', sub, reader)),
      principals: federated(provider, otherProvider),
    }),
  },
  nonCompliant: {
    'no condition at all': {
      given: given(irsa()),
      reports: [isOpen(irsaJson(), [tightJson])],
    },
    'an audience alone': {
      given: given(irsa(aud)),
      reports: [isOpen(irsaJson({ StringEquals: audJson }), [tightJson])],
    },
    'a pattern that every subject meets': {
      given: given(irsa(condition('StringLike', sub, reader, 'system:serviceaccount:*'))),
      reports: [
        isOpen(
          irsaJson({ StringLike: { [sub]: [reader, 'system:serviceaccount:*'] } }),
          [tightJson],
          {
            fingerprint: irsaJson({ StringLike: { [sub]: ['system:serviceaccount:*', reader] } }),
          },
        ),
      ],
    },
    'a pattern that every subject meets under ForAllValues': {
      given: given(irsa(condition('ForAllValues:StringLike', sub, 'system:serviceaccount:*:*'))),
      reports: [
        isOpen(irsaJson({ 'ForAllValues:StringLike': { [sub]: 'system:serviceaccount:*:*' } }), [
          tightJson,
        ]),
      ],
    },
    'a negation alone': {
      given: given(irsa(condition('StringNotLike', sub, 'system:serviceaccount:kube-system:*'))),
      reports: [
        isOpen(irsaJson({ StringNotLike: { [sub]: 'system:serviceaccount:kube-system:*' } }), [
          tightJson,
        ]),
      ],
    },
    'a condition on the request, which says nothing of the subject': {
      given: given(irsa(condition('StringEquals', 'aws:SourceVpc', 'vpc-1'))),
      reports: [
        isOpen(
          irsaJson({ StringEquals: { 'aws:SourceVpc': 'vpc-1' } }),
          [
            {
              ...tightJson,
              Condition: {
                StringEquals: { 'aws:SourceVpc': 'vpc-1', ...audJson, [sub]: placeholder },
              },
            },
          ],
          { dependsOn: ['StringEquals aws:SourceVpc vpc-1'] },
        ),
      ],
    },
    'the subject of another cluster under IfExists, which every token of this one skips': {
      given: given(irsa(aud, condition('StringEqualsIfExists', `${otherIssuer}:sub`, reader))),
      reports: [
        isOpen(
          irsaJson({
            StringEquals: audJson,
            StringEqualsIfExists: { [`${otherIssuer}:sub`]: reader },
          }),
          [
            {
              ...tightJson,
              Condition: {
                StringEquals: { ...audJson, [sub]: placeholder },
                StringEqualsIfExists: { [`${otherIssuer}:sub`]: reader },
              },
            },
          ],
        ),
      ],
    },
    'any action of STS, other statements kept as they are': {
      given: given(
        { ...irsa(), sid: 'Loose', actions: actions('sts:*') },
        statement({
          principals: services('ec2.amazonaws.com'),
          actions: actions('sts:AssumeRole'),
        }),
      ),
      reports: [
        isOpen({ Sid: 'Loose', ...irsaJson(), Action: 'sts:*' }, [
          { Sid: 'Loose', ...tightJson },
          {
            Effect: 'Allow',
            Principal: { Service: 'ec2.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        ]),
      ],
    },
    'a Deny of other actions, other providers, or by address': {
      given: given(
        irsa(),
        statement({ effect: 'Deny', principals: everyone, actions: actions('sts:TagSession') }),
        statement({ ...irsa(), effect: 'Deny', principals: federated(otherProvider) }),
        statement({
          ...irsa(condition('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24')),
          effect: 'Deny',
        }),
      ),
      reports: [
        isOpen(
          irsaJson(),
          [
            tightJson,
            { Effect: 'Deny', Principal: '*', Action: 'sts:TagSession' },
            {
              Effect: 'Deny',
              Principal: { Federated: otherProvider },
              Action: 'sts:AssumeRoleWithWebIdentity',
            },
            {
              Effect: 'Deny',
              Principal: { Federated: provider },
              Action: 'sts:AssumeRoleWithWebIdentity',
              Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
            },
          ],
          { dependsOn: ['NotIpAddress aws:SourceIp 203.0.113.0/24'] },
        ),
      ],
    },
    'a role whose trust is gone since it was listed': {
      given: {
        subject: { role: writer, statement: irsa() },
        known: { trustPolicies: { [writer.arn]: 'absent' } },
      },
      reports: [isOpen(irsaJson(), [tightJson])],
    },
    'two clusters, neither held': {
      given: given({ ...irsa(), principals: federated(provider, otherProvider) }),
      reports: [
        {
          ...isOpen(
            { ...irsaJson(), Principal: { Federated: [provider, otherProvider] } },
            [
              tightJson,
              {
                Effect: 'Allow',
                Principal: { Federated: otherProvider },
                Action: 'sts:AssumeRoleWithWebIdentity',
                Condition: {
                  StringEquals: {
                    [`${otherIssuer}:aud`]: 'sts.amazonaws.com',
                    [`${otherIssuer}:sub`]: placeholder,
                  },
                },
              },
            ],
            {
              tokens: [token({ iss: otherIssuer }), token()],
              fingerprint: { ...irsaJson(), Principal: { Federated: [otherProvider, provider] } },
            },
          ),
          message: `Any service account with a token of ${issuer} and ${otherIssuer} may assume ${writer.arn}.`,
        },
      ],
    },
    everybody: {
      given: given({ ...irsa(), principals: everyone }),
      reports: [
        {
          ...isOpen({ ...irsaJson(), Principal: '*' }, [unknownClusterJson], {
            tokens: [anyToken],
          }),
          message: anybodyMessage,
        },
      ],
    },
    'everybody, said of Federated': {
      given: given({ ...irsa(), principals: federated('*') }),
      reports: [
        {
          ...isOpen({ ...irsaJson(), Principal: { Federated: '*' } }, [unknownClusterJson], {
            tokens: [anyToken],
          }),
          message: anybodyMessage,
        },
      ],
    },
    'everybody beside a cluster, which is meant then': {
      given: given({ ...irsa(), principals: federated('*', provider) }),
      reports: [
        {
          ...isOpen({ ...irsaJson(), Principal: { Federated: ['*', provider] } }, [tightJson], {
            tokens: [anyToken],
          }),
          message: anybodyMessage,
        },
      ],
    },
    'everybody with an audience of one cluster, whose tokens alone carry it': {
      given: given({ ...irsa(aud), principals: everyone }),
      reports: [
        {
          ...isOpen({ ...irsaJson({ StringEquals: audJson }), Principal: '*' }, [tightJson]),
          message: `Anybody whose token of ${issuer} meets its conditions may assume ${writer.arn}.`,
        },
      ],
    },
    'everybody with any subject of one cluster': {
      given: given({ ...irsa(condition('Null', sub, 'false')), principals: federated('*') }),
      reports: [
        {
          ...isOpen({ ...irsaJson({ Null: { [sub]: 'false' } }), Principal: { Federated: '*' } }, [
            tightJson,
          ]),
          message: `Anybody whose token of ${issuer} meets its conditions may assume ${writer.arn}.`,
        },
      ],
    },
    'everybody with a subject of one cluster, whose provider takes the place of the star': {
      given: given({
        ...irsa(condition('StringEquals', sub, reader)),
        principals: federated('*'),
      }),
      reports: [
        {
          ...isOpen(
            {
              ...irsaJson({ StringEquals: { [sub]: reader } }),
              Principal: { Federated: '*' },
            },
            [{ ...tightJson, Condition: { StringEquals: { ...audJson, [sub]: reader } } }],
            { tokens: [token({ sub: reader })] },
          ),
          message: `${writer.arn} trusts every OIDC provider: only its condition on ${sub} holds it to named subjects.`,
        },
      ],
    },
    'everybody but a subject of one cluster': {
      given: given({
        ...irsa(condition('StringNotEquals', `${otherIssuer}:sub`, reader)),
        principals: federated('*'),
      }),
      reports: [
        {
          ...isOpen(
            {
              ...irsaJson({ StringNotEquals: { [`${otherIssuer}:sub`]: reader } }),
              Principal: { Federated: '*' },
            },
            [
              {
                ...unknownClusterJson,
                Condition: {
                  StringNotEquals: { [`${otherIssuer}:sub`]: reader },
                  ...unknownClusterJson.Condition,
                },
              },
            ],
            { tokens: [anyToken] },
          ),
          message: `Anybody whose token of any OIDC provider meets its conditions may assume ${writer.arn}.`,
        },
      ],
    },
    'a subject asked for, which every token of a cluster carries': {
      given: given(irsa(condition('Null', sub, 'false'))),
      reports: [isOpen(irsaJson({ Null: { [sub]: 'false' } }), [tightJson])],
    },
    'a Deny of one subject, which leaves the others in': {
      given: given(irsa(), { ...irsa(condition('StringEquals', sub, reader)), effect: 'Deny' }),
      reports: [
        isOpen(irsaJson(), [
          tightJson,
          { ...irsaJson({ StringEquals: { [sub]: reader } }), Effect: 'Deny' },
        ]),
      ],
    },
    'a Deny of one namespace for everybody, which leaves the others in': {
      given: given(irsa(), {
        ...irsa(condition('StringLike', sub, 'system:serviceaccount:kube-system:*')),
        effect: 'Deny',
        principals: everyone,
      }),
      reports: [
        isOpen(irsaJson(), [
          tightJson,
          {
            ...irsaJson({ StringLike: { [sub]: 'system:serviceaccount:kube-system:*' } }),
            Effect: 'Deny',
            Principal: '*',
          },
        ]),
      ],
    },
    'two clusters, neither held, of which a Deny refuses one': {
      given: given(
        { ...irsa(), principals: federated(provider, otherProvider) },
        { ...irsa(), effect: 'Deny', principals: federated(otherProvider) },
      ),
      reports: [
        isOpen(
          { ...irsaJson(), Principal: { Federated: [provider, otherProvider] } },
          [
            tightJson,
            { ...irsaJson(), Principal: { Federated: otherProvider } },
            { ...irsaJson(), Effect: 'Deny', Principal: { Federated: otherProvider } },
          ],
          { fingerprint: { ...irsaJson(), Principal: { Federated: [otherProvider, provider] } } },
        ),
      ],
    },
    'everybody but some': {
      given: given({
        ...irsa(),
        principals: { negated: true, everyone: false, byType: { Federated: [otherProvider] } },
      }),
      reports: [
        {
          ...isOpen(
            {
              Effect: 'Allow',
              NotPrincipal: { Federated: otherProvider },
              Action: 'sts:AssumeRoleWithWebIdentity',
            },
            [unknownClusterJson],
            { tokens: [anyToken] },
          ),
          message: anybodyMessage,
        },
      ],
    },
    'everybody under a condition on the request that nobody can decide': {
      given: given({
        ...irsa(condition('StringEquals', 'aws:PrincipalOrgID', 'o-example')),
        principals: everyone,
      }),
      reports: [
        {
          ...isOpen(
            {
              ...irsaJson({ StringEquals: { 'aws:PrincipalOrgID': 'o-example' } }),
              Principal: '*',
            },
            [
              {
                ...unknownClusterJson,
                Condition: {
                  StringEquals: {
                    'aws:PrincipalOrgID': 'o-example',
                    ...unknownClusterJson.Condition.StringEquals,
                  },
                },
              },
            ],
            { tokens: [anyToken], dependsOn: ['StringEquals aws:PrincipalOrgID o-example'] },
          ),
          message: `Anybody whose token of any OIDC provider meets its conditions may assume ${writer.arn}, if StringEquals aws:PrincipalOrgID o-example allows it.`,
          severity: 'HIGH',
        },
      ],
    },
    'a policy variable in place of the namespace, which may be any': {
      given: {
        subject: { role: writer, statement: byVariable },
        known: {
          facts: [
            known(factKeys.trustPolicy(writer.arn), {
              version: '2012-10-17',
              statements: [byVariable],
            }),
          ],
        },
      },
      reports: [isDoubtful('StringLike', namespaceOfCaller)],
    },
    'an ARN operator, which no subject is made for': {
      given: given(irsa(condition('ArnLike', sub, 'system:serviceaccount:*:*'))),
      reports: [isDoubtful('ArnLike', 'system:serviceaccount:*:*')],
    },
    'an operator that IAM does not have': {
      given: given(irsa(condition('StringMatches', sub, reader))),
      reports: [isDoubtful('StringMatches', reader)],
    },
    'a pattern of other namespaces that a token without a subject passes, no milder than the pattern':
      {
        given: given(
          irsa(aud, condition('StringLikeIfExists', sub, 'system:serviceaccount:*:reader')),
        ),
        reports: [
          {
            ...isFragile(
              {
                StringEquals: audJson,
                StringLikeIfExists: { [sub]: 'system:serviceaccount:*:reader' },
              },
              [
                {
                  ...tightJson,
                  Condition: {
                    StringEquals: audJson,
                    StringLike: { [sub]: 'system:serviceaccount:*:reader' },
                  },
                },
              ],
            ),
            severity: 'HIGH',
          },
        ],
      },
    'ForAllValues, which a token without a subject passes': {
      given: given(irsa(aud, condition('ForAllValues:StringEquals', sub, reader))),
      reports: [
        isFragile({ StringEquals: audJson, 'ForAllValues:StringEquals': { [sub]: reader } }, [
          { ...tightJson, Condition: { StringEquals: { ...audJson, [sub]: reader } } },
        ]),
      ],
    },
    'IfExists, which a token without a subject passes': {
      given: given(
        irsa(aud, condition('StringLikeIfExists', sub, 'system:serviceaccount:payments:*')),
      ),
      reports: [
        isFragile(
          {
            StringEquals: audJson,
            StringLikeIfExists: { [sub]: 'system:serviceaccount:payments:*' },
          },
          [
            {
              ...tightJson,
              Condition: {
                StringEquals: audJson,
                StringLike: { [sub]: 'system:serviceaccount:payments:*' },
              },
            },
          ],
        ),
      ],
    },
  },
  notApplicable: {
    'a Deny of everything in the same document': {
      given: given(
        irsa(),
        statement({ sid: 'Closed', effect: 'Deny', principals: everyone, actions: actions('*') }),
      ),
      because: `a Deny in the same document refuses what it lets in of ${issuer}`,
    },
    'a Deny of every service account in the same document': {
      given: given(irsa(), {
        ...irsa(condition('StringLike', sub, 'system:serviceaccount:*')),
        effect: 'Deny',
      }),
      because: `a Deny in the same document refuses what it lets in of ${issuer}`,
    },
    'everybody with claims of two issuers, which no token carries': {
      given: given({
        ...irsa(
          condition('StringEquals', sub, reader),
          condition('StringEquals', `${otherIssuer}:sub`, reader),
        ),
        principals: everyone,
      }),
      because: `tokens of ${issuer} carry no ${otherIssuer}:sub`,
    },
    'everybody with a subject of one cluster, which a Deny refuses': {
      given: given(
        { ...irsa(condition('StringEquals', sub, reader)), principals: everyone },
        { ...irsa(condition('StringEquals', sub, reader)), effect: 'Deny' },
      ),
      because: `a Deny in the same document refuses what it lets in of ${issuer}`,
    },
    'a Deny': {
      given: given({ ...irsa(), effect: 'Deny' }),
      because: 'it lets in no tokens of an EKS cluster',
    },
    'a service': {
      given: given(
        statement({
          principals: services('ec2.amazonaws.com'),
          actions: actions('sts:AssumeRole'),
        }),
      ),
      because: 'it lets in no tokens of an EKS cluster',
    },
    'everybody, but not by token': {
      given: given(statement({ principals: everyone, actions: actions('sts:AssumeRole') })),
      because: 'it lets in no tokens of an EKS cluster',
    },
    'an OIDC provider that is no cluster': {
      given: given({
        ...irsa(),
        principals: federated(
          'arn:aws:iam::012345678901:oidc-provider/token.actions.githubusercontent.com',
        ),
      }),
      because: 'it lets in no tokens of an EKS cluster',
    },
    'a subject of another cluster, which no token of this one carries': {
      given: given(irsa(condition('StringEquals', `${otherIssuer}:sub`, reader))),
      because: `tokens of ${issuer} carry no ${otherIssuer}:sub`,
    },
    'tokens without a subject, which no cluster makes': {
      given: given(irsa(condition('Null', sub, 'true'))),
      because: `every token of ${issuer} carries ${sub}`,
    },
  },
  insufficientData: {
    'a trust policy that was not read again': {
      given: { subject: { role: writer, statement: irsa() }, known: {} },
      because: `trust-policy iam ${writer.arn}: not read yet`,
    },
  },
});

function irsa(...conditions: Statement['conditions']): Statement {
  return statement({
    principals: federated(provider),
    actions: actions('sts:AssumeRoleWithWebIdentity'),
    conditions,
  });
}

function given(judged: Statement, ...others: readonly Statement[]): Given<'trustStatement'> {
  return {
    subject: { role: writer, statement: judged },
    known: { trustPolicies: { [writer.arn]: [judged, ...others] } },
  };
}

type Wire = { readonly [key: string]: Json };

function irsaJson(Condition?: Json): Wire {
  return {
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: 'sts:AssumeRoleWithWebIdentity',
    ...(Condition && { Condition }),
  };
}

/** What any pod of a cluster has, unless its claims are said to be others. */
function token(claims: { readonly iss?: string; readonly sub?: string } = {}): Wire {
  const { iss = issuer, sub: subject = 'system:serviceaccount:any-namespace:any-name' } = claims;
  return { iss: `https://${iss}`, sub: subject, aud: 'sts.amazonaws.com' };
}

interface More {
  readonly tokens?: readonly Json[];
  readonly dependsOn?: readonly string[];
  readonly fingerprint?: Wire;
}

function isOpen(
  offending: Wire,
  tightened: readonly Wire[],
  { tokens = [token()], dependsOn, fingerprint = offending }: More = {},
) {
  return {
    message: openMessage,
    severity: 'CRITICAL' as const,
    evidence: {
      roleArn: writer.arn,
      statement: offending,
      tokens,
      ...(dependsOn && { dependsOn }),
    },
    fingerprint: { roleArn: writer.arn, statement: fingerprint },
    command: updateTrust(tightened),
  };
}

function isDoubtful(operator: string, value: string) {
  return {
    ...isOpen(irsaJson({ [operator]: { [sub]: value } }), [tightJson], {
      dependsOn: [`${operator} ${sub} ${value}`],
    }),
    message: `Any service account with a token of ${issuer} may assume ${writer.arn}, if ${operator} ${sub} ${value} allows it.`,
    severity: 'HIGH' as const,
  };
}

function isFragile(Condition: Json, tightened: readonly Wire[]) {
  const withoutSubject = { iss: `https://${issuer}`, aud: 'sts.amazonaws.com' };
  return {
    ...isOpen(irsaJson(Condition), tightened, { tokens: [withoutSubject] }),
    message: `${writer.arn} names its service accounts in a condition that tokens of ${issuer} without a subject pass.`,
    severity: 'MEDIUM' as const,
  };
}

function updateTrust(statements: readonly Wire[]): string {
  const document = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return `aws iam update-assume-role-policy --role-name ledger-writer --policy-document '${document}'`;
}
