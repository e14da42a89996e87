import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import { fluxControllerRoleScoped } from '../../../shared/rules/flux-controller-role-scoped.ts';
import { association } from '../../support/associations.ts';
import { type KnownFact, known } from '../../support/facts.ts';
import { condition } from '../../support/iam.ts';
import { controller, payments, serviceAccount } from '../../support/operators.ts';
import { allow, goneRole, roleFacts } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';

const role = 'arn:aws:iam::012345678901:role/flux';
const key = 'arn:aws:kms:eu-west-1:012345678901:key/0f5c2e3a';
const noAssociations = known(factKeys.podIdentityAssociations(payments), []);

testRule(fluxControllerRoleScoped, {
  compliant: {
    'images, a bucket, a repository and a key for source-controller': given(
      'source-controller',
      allow(['ecr:GetAuthorizationToken', 'ecr:BatchGetImage', 'ecr:Describe*', 'ecr-public:Get*']),
      allow(['sts:GetServiceBearerToken', 'codecommit:GitPull']),
      allow(['s3:GetObject', 's3:ListBucket'], ['arn:aws:s3:::charts', 'arn:aws:s3:::charts/*']),
      allow(['kms:Decrypt'], [key]),
    ),
    'a key for kustomize-controller, and other clusters': given(
      'kustomize-controller',
      allow(['kms:Decrypt', 'kms:DescribeKey'], [key]),
      allow(['eks:DescribeCluster']),
    ),
    'keys by their alias': given(
      'kustomize-controller',
      allow(['kms:Decrypt'], ['*'], condition('StringLike', 'kms:ResourceAliases', 'alias/sops')),
    ),
    'pushing for image-automation-controller': given(
      'image-automation-controller',
      allow(['codecommit:GitPull', 'codecommit:GitPush']),
    ),
    'a role that is gone': withAccount('source-controller', [...goneRole(role), noAssociations]),
  },
  nonCompliant: {
    'every key': {
      given: given('kustomize-controller', allow(['kms:Decrypt'])),
      reports: [surplus('kustomize-controller', 'kms:Decrypt', '*')],
    },
    'every bucket': {
      given: given('source-controller', allow(['s3:GetObject'], ['arn:aws:s3:::*'])),
      reports: [surplus('source-controller', 's3:GetObject', 'arn:aws:s3:::*')],
    },
    'writing to its bucket': {
      given: given('source-controller', allow(['s3:*'], ['arn:aws:s3:::charts/*'])),
      reports: [surplus('source-controller', 's3:*', 'arn:aws:s3:::charts/*')],
    },
    'what another controller needs': {
      given: given('helm-controller', allow(['codecommit:GitPush'])),
      reports: [surplus('helm-controller', 'codecommit:GitPush', '*')],
    },
    'what Pod Identity gives': {
      given: {
        subject: { cluster: payments, controller: controller('notification-controller') },
        known: {
          facts: [
            known(factKeys.serviceAccounts(payments), []),
            known(factKeys.podIdentityAssociations(payments), [
              'flux-system/notification-controller',
            ]),
            known(
              factKeys.podIdentityAssociation(payments, 'flux-system/notification-controller'),
              association({ roleArn: role }),
            ),
            ...roleFacts(role, { inline: { Work: [allow(['sns:Publish'])] } }),
          ],
        },
      },
      reports: [surplus('notification-controller', 'sns:Publish', '*')],
    },
  },
  notApplicable: {
    'another Deployment with the label of Flux': {
      given: withAccount('web', []),
      because: 'it is no controller of Flux',
    },
    'a controller without a role': {
      given: {
        subject: { cluster: payments, controller: controller('source-controller') },
        known: { facts: [known(factKeys.serviceAccounts(payments), []), noAssociations] },
      },
      because: 'it has no IAM role of this account',
    },
    'an annotation that names no role': {
      given: withAccount('source-controller', [noAssociations], 'flux'),
      because: 'it has no IAM role of this account',
    },
    'a role of another account': {
      given: withAccount(
        'source-controller',
        [noAssociations],
        'arn:aws:iam::210987654321:role/flux',
      ),
      because: 'it has no IAM role of this account',
    },
  },
  insufficientData: {
    'associations that were not read': {
      given: withAccount('source-controller', roleFacts(role, {})),
      because: 'pod-identity-associations eu-west-1/payments: not read yet',
    },
  },
});

function given(name: string, ...statements: readonly Statement[]) {
  return withAccount(name, [...roleFacts(role, { inline: { Work: statements } }), noAssociations]);
}

/** Beside a service account of that name in another namespace, and another one of its own. */
function withAccount(name: string, facts: readonly KnownFact[], roleArn = role) {
  const accounts = [
    serviceAccount('web', name, { roleArn: 'arn:aws:iam::012345678901:role/web' }),
    serviceAccount('flux-system', 'web', { roleArn: 'arn:aws:iam::012345678901:role/web' }),
    serviceAccount('flux-system', name, { roleArn }),
  ];
  return {
    subject: { cluster: payments, controller: controller(name) },
    known: { facts: [...facts, known(factKeys.serviceAccounts(payments), accounts)] },
  };
}

function surplus(name: string, action: string, resource: string) {
  return {
    key: role,
    message: `${role}, the role of flux-system/${name} in payments, may do more than its job: ${action}.`,
    evidence: {
      roleArn: role,
      namespace: 'flux-system',
      name,
      statements: [
        {
          policy: 'inline Work',
          statement: { Effect: 'Allow', Action: action, Resource: resource },
        },
      ],
    },
    grant: role,
    command: 'aws iam delete-role-policy --role-name flux --policy-name Work',
  };
}
