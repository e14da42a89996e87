import { mayAllow } from '../iam/may-allow.ts';
import { type Answer, type Danger, severityOf, strongestGrant } from './danger.ts';
import type { Holder, KnownKeys } from './holder.ts';
import { decideOnStranger } from './stranger-request.ts';

/** Reading every secret of Secrets Manager, or every parameter of Parameter Store. */
export function secretDangers(holder: Holder): readonly Danger[] {
  return secretStores.flatMap(({ key, service, actions, ofName }) => {
    const arnIn = arnsOf(holder, service);
    const answers = answersOn(holder, actions, (region, name) => arnIn(region, ofName(name)));
    const grant = strongestGrant(answers);
    if (grant === undefined) return [];
    const { about: regions, deciding, conditions, assumes } = grant;
    const resources = regions.map((region) => arnIn(region, placeholders[key]));
    return {
      key,
      services: [service],
      severity: severityOf(grant, 'HIGH'),
      may: `read all ${key} in ${regions.join(', ')}`,
      reach: { regions },
      deciding,
      conditions,
      assumes,
      instead: { actions, resources, conditions: [] },
    };
  });
}

interface SecretStore {
  readonly key: keyof typeof placeholders;
  readonly service: string;
  readonly actions: readonly string[];
  /** The resource in an ARN. */
  ofName(name: string): string;
}

const secretStores: readonly SecretStore[] = [
  {
    key: 'secrets',
    service: 'secretsmanager',
    // BatchGetSecretValue reads nothing that this does not allow, so it does not count.
    actions: ['secretsmanager:GetSecretValue'],
    // Secrets Manager ends each ARN with a hyphen and six characters, which `-??????` stands for.
    // https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html
    ofName: (name) => `secret:${name}-${name.slice(0, 1).repeat(6)}`,
  },
  {
    key: 'parameters',
    service: 'ssm',
    actions: [
      'ssm:GetParameter',
      'ssm:GetParameterHistory',
      'ssm:GetParameters',
      'ssm:GetParametersByPath',
    ],
    ofName: (name) => `parameter/${name}/${name}`,
  },
];

const placeholders = { secrets: 'secret:NAME-??????', parameters: 'parameter/PATH/*' } as const;

/** Decrypting with every KMS key, or granting the use of it to anybody. */
export function keyDangers(holder: Holder): readonly Danger[] {
  const arnIn = arnsOf(holder, 'kms');
  const answers = keyUses.flatMap((action) =>
    [...answersOn(holder, [action], (region, name) => arnIn(region, `key/${name}`))].map(
      ({ about, decision }) => ({ about: `${action} in ${about}`, decision }),
    ),
  );
  const grant = strongestGrant(answers);
  if (grant === undefined) return [];
  const { about: calls, deciding, conditions, assumes } = grant;
  const resources = holder.regions.map((region) => arnIn(region, 'key/KEY_ID'));
  return [
    {
      services: ['kms'],
      severity: severityOf(grant, 'MEDIUM'),
      may: `call ${calls.join(' and ')} on every KMS key`,
      reach: { calls },
      deciding,
      conditions,
      assumes,
      instead: { actions: keyUses, resources, conditions: [] },
    },
  ];
}

const keyUses: readonly string[] = ['kms:CreateGrant', 'kms:Decrypt'];

function arnsOf({ account: { partition, accountId } }: Holder, service: string) {
  return (region: string, resource: string) =>
    `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}

/**
 * Of a caller that asks for the current stage of a secret, and KMS itself, by the key and without a context of its own choosing: whatever narrows a
 * statement to a service, an alias or a context leaves it out.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
function plainKeys(accountId: string, resource: string): KnownKeys {
  return {
    'secretsmanager:SecretId': resource,
    'secretsmanager:VersionStage': 'AWSCURRENT',
    'kms:CallerAccount': accountId,
    'kms:ViaService': [],
    'kms:RequestAlias': [],
    'kms:ResourceAliases': [],
    'kms:EncryptionContextKeys': [],
    'kms:GrantIsForAWSResource': 'false',
  };
}

function* answersOn(
  holder: Holder,
  actions: readonly string[],
  resourceIn: (region: string, name: string) => string,
): Iterable<Answer> {
  const possible = actions.filter((action) => mayAllow(holder.compiled, action));
  if (possible.length === 0) return;
  const name = holder.stranger();
  for (const region of holder.regions) {
    const resource = resourceIn(region, name);
    const keys = plainKeys(holder.account.accountId, resource);
    for (const action of possible) {
      const decision = decideOnStranger(holder, { action, resource, region, keys });
      yield { about: region, decision };
    }
  }
}
