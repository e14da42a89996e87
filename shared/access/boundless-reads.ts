import { mayAllow } from '../iam/may-allow.ts';
import { type Answer, type Danger, severityOf, strongestGrant } from './danger.ts';
import type { Holder, KnownKeys } from './holder.ts';
import { decideOnStranger } from './stranger-request.ts';

/** Reading every secret of Secrets Manager, or every parameter of Parameter Store. */
export function secretDangers(holder: Holder): readonly Danger[] {
  const { partition, accountId } = holder.account;
  return [
    ...readDangers(holder, secretReads, 'secrets', (region, name) => {
      // Secrets Manager ends each ARN with a hyphen and six characters, which `-??????` stands for.
      // https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html
      const suffix = name.slice(0, 1).repeat(6);
      return `arn:${partition}:secretsmanager:${region}:${accountId}:secret:${name}-${suffix}`;
    }),
    ...readDangers(
      holder,
      parameterReads,
      'parameters',
      (region, name) => `arn:${partition}:ssm:${region}:${accountId}:parameter/${name}/${name}`,
    ),
  ];
}

/** BatchGetSecretValue reads nothing that GetSecretValue does not allow, so it does not count. */
const secretReads: readonly string[] = ['secretsmanager:GetSecretValue'];

const parameterReads: readonly string[] = [
  'ssm:GetParameter',
  'ssm:GetParameterHistory',
  'ssm:GetParameters',
  'ssm:GetParametersByPath',
];

function readDangers(
  holder: Holder,
  actions: readonly string[],
  key: string,
  resourceIn: (region: string, name: string) => string,
): readonly Danger[] {
  const grant = strongestGrant(answersOn(holder, actions, resourceIn, secretKeys));
  if (grant === undefined) return [];
  const { about, deciding, conditions, assumes } = grant;
  const severity = severityOf(grant, 'HIGH');
  const may = `read all ${key} in ${about.join(', ')}`;
  return [
    {
      kind: 'secrets',
      key,
      severity,
      may,
      reach: { regions: about },
      deciding,
      conditions,
      assumes,
    },
  ];
}

/** The stage that a caller gets who asks for none. */
const secretKeys: KnownKeys = {
  'secretsmanager:VersionStage': 'AWSCURRENT',
};

/** Decrypting with every KMS key, or granting the use of it to anybody. */
export function keyDangers(holder: Holder): readonly Danger[] {
  const { partition, accountId } = holder.account;
  const keys = { ...keyKeys, 'kms:CallerAccount': accountId };
  const answers = keyUses.flatMap((action) =>
    [
      ...answersOn(
        holder,
        [action],
        (region, name) => `arn:${partition}:kms:${region}:${accountId}:key/${name}`,
        keys,
      ),
    ].map(({ about, decision }) => ({ about: `${action} in ${about}`, decision })),
  );
  const grant = strongestGrant(answers);
  if (grant === undefined) return [];
  const { about, deciding, conditions, assumes } = grant;
  const severity = severityOf(grant, 'MEDIUM');
  const may = `call ${about.join(' and ')} on every KMS key`;
  return [{ kind: 'kms', severity, may, reach: { calls: about }, deciding, conditions, assumes }];
}

const keyUses: readonly string[] = ['kms:CreateGrant', 'kms:Decrypt'];

/**
 * Of a caller that asks KMS itself, by the key and without a context of its own choosing: whatever narrows a
 * statement to a service, an alias or a context leaves it out.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
const keyKeys: KnownKeys = {
  'kms:ViaService': [],
  'kms:RequestAlias': [],
  'kms:ResourceAliases': [],
  'kms:EncryptionContextKeys': [],
  'kms:GrantIsForAWSResource': 'false',
};

function* answersOn(
  holder: Holder,
  actions: readonly string[],
  resourceIn: (region: string, name: string) => string,
  keys: KnownKeys,
): Iterable<Answer> {
  const possible = actions.filter((action) => mayAllow(holder.compiled, action));
  if (possible.length === 0) return;
  const name = holder.stranger();
  for (const region of holder.regions) {
    const resource = resourceIn(region, name);
    for (const action of possible) {
      const decision = decideOnStranger(holder, { action, resource, region, keys });
      yield { about: region, decision };
    }
  }
}
