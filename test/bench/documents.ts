import type { PolicyDocument, Statement } from '../../shared/model/policy-document.ts';
import { actions, condition, federated, services, statement } from '../support/iam.ts';
import type { Random } from './random.ts';

/** What the documents of an account may name. */
export interface World {
  readonly random: Random;
  readonly accountId: string;
  /** Hosts and paths of the OIDC providers of the clusters. */
  readonly issuers: readonly [string, ...string[]];
}

export type TrustKind = 'irsa' | 'pod-identity' | 'service' | 'account' | 'node';

/** A trust policy such as accounts really hold, made by chance. */
export function trustDocument(world: World, kind: TrustKind): PolicyDocument {
  return documentOf([trustStatements[kind](world)]);
}

/** Two to four statements of daily work; one document in a hundred lets its holder do everything. */
export function identityDocument(world: World): PolicyDocument {
  const { random } = world;
  if (random.chance(0.01)) return documentOf([allow(['*'], ['*'])]);
  const count = 2 + random.below(3);
  return documentOf(Array.from({ length: count }, () => random.pick(identityStatements)(world)));
}

type Make = (world: World) => Statement;

const trustStatements: Readonly<Record<TrustKind, Make>> = {
  irsa: irsaStatement,
  'pod-identity': () => trusting('pods.eks.amazonaws.com', 'sts:TagSession'),
  service: ({ random }) =>
    trusting(`${random.pick(['lambda', 'ecs-tasks', 'codebuild', 'states'])}.amazonaws.com`),
  node: () => trusting('ec2.amazonaws.com'),
  account: ({ random, accountId }) => {
    const trusted = random.chance(0.8) ? accountId : '444455556666';
    const byType = { AWS: [`arn:aws:iam::${trusted}:root`] };
    return statement({
      principals: { negated: false, everyone: false, byType },
      actions: actions('sts:AssumeRole'),
      conditions: random.chance(0.5)
        ? [condition('Bool', 'aws:MultiFactorAuthPresent', 'true')]
        : [],
    });
  },
};

function trusting(service: string, ...more: readonly string[]): Statement {
  return statement({ principals: services(service), actions: actions('sts:AssumeRole', ...more) });
}

/** One in twenty trusts every service account of its cluster, one in twenty a whole namespace. */
function irsaStatement({ random, accountId, issuers }: World): Statement {
  const issuer = random.pick(issuers);
  const team = `system:serviceaccount:team-${random.below(40)}`;
  const dice = random.next();
  const subject =
    dice < 0.1
      ? condition('StringLike', `${issuer}:sub`, `${team}:*`)
      : condition('StringEquals', `${issuer}:sub`, `${team}:app-${random.below(400)}`);
  return statement({
    principals: federated(`arn:aws:iam::${accountId}:oidc-provider/${issuer}`),
    actions: actions('sts:AssumeRoleWithWebIdentity'),
    conditions: [
      ...(dice < 0.05 ? [] : [subject]),
      condition('StringEquals', `${issuer}:aud`, 'sts.amazonaws.com'),
    ],
  });
}

const identityStatements: readonly [Make, ...Make[]] = [
  ({ random, accountId }) =>
    allow(
      ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      [`arn:aws:secretsmanager:eu-west-1:${accountId}:secret:team-${random.below(40)}/*`],
    ),
  ({ random }) => {
    const bucket = `arn:aws:s3:::bucket-${random.below(2_000)}`;
    return allow(['s3:GetObject', 's3:PutObject', 's3:ListBucket'], [bucket, `${bucket}/*`]);
  },
  ({ random, accountId }) => ({
    ...allow(['kms:Decrypt'], [`arn:aws:kms:eu-west-1:${accountId}:key/${random.below(900)}`]),
    conditions: [condition('StringEquals', 'kms:ViaService', 's3.eu-west-1.amazonaws.com')],
  }),
  () => allow(['logs:CreateLogStream', 'logs:PutLogEvents', 'cloudwatch:PutMetricData'], ['*']),
  () => allow(['ec2:Describe*', 'autoscaling:Describe*', 'ecr:GetAuthorizationToken'], ['*']),
  ({ random, accountId }) => ({
    ...allow(['iam:PassRole'], [`arn:aws:iam::${accountId}:role/app-${random.below(9_000)}`]),
    conditions: [condition('StringEquals', 'iam:PassedToService', 'ecs-tasks.amazonaws.com')],
  }),
  ({ random, accountId }) =>
    allow(
      ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'],
      [`arn:aws:sqs:eu-west-1:${accountId}:queue-${random.below(3_000)}`],
    ),
  () => ({
    ...allow(['iam:*', 'organizations:*'], ['*']),
    effect: 'Deny',
    conditions: [condition('StringNotEquals', 'aws:RequestedRegion', 'eu-west-1', 'us-east-1')],
  }),
];

function allow(values: readonly string[], resources: readonly string[]): Statement {
  return statement({ actions: actions(...values), resources: actions(...resources) });
}

function documentOf(statements: readonly Statement[]): PolicyDocument {
  return { version: '2012-10-17', statements };
}
