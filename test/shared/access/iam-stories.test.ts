import { describe, expect, it, test } from 'vitest';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import type { PrincipalPolicies } from '../../../shared/model/principal.ts';
import { storyOf } from '../../support/access-stories.ts';
import { ci } from '../../support/eks.ts';
import { denied, gone, known } from '../../support/facts.ts';
import { allow, deny, document } from '../../support/policies.ts';

const iam = 'arn:aws:iam::012345678901';
const rolesKey = factKeys.rolePolicies(ci);
const none: PrincipalPolicies = { inline: [], attached: [], groups: [] };
const inline = (name: string, ...statements: readonly Statement[]) => ({
  name,
  document: document(...statements),
});
const region = '--region us-east-1';
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

describe('the story of the policies of a role', () => {
  const story = (before: Partial<PrincipalPolicies>, after: Partial<PrincipalPolicies>) =>
    storyOf([known(rolesKey, { ...none, ...before })], [known(rolesKey, { ...none, ...after })]);

  it('shows what differs, takes away what came and brings back what went', () => {
    expect(
      story(
        {
          attached: [readOnly, `${iam}:policy/team/kept`],
          inline: [inline('deploy', allow(['eks:List*']), deny(['iam:*']))],
          boundary: `${iam}:policy/bounds`,
        },
        {
          attached: ['arn:aws:iam::aws:policy/AdministratorAccess', `${iam}:policy/team/kept`],
          inline: [
            inline('deploy', allow(['eks:*']), deny(['iam:*'])),
            inline('more', allow(['s3:*'])),
          ],
        },
      ),
    ).toEqual({
      principalArn: ci,
      before: {
        grants: [
          'attached AWS policy ReadOnlyAccess',
          'permissions boundary policy bounds',
          'inline policy deploy: Allow eks:List* on *',
          'inline policy deploy: and 1 that did not change',
        ],
      },
      after: {
        grants: [
          'attached AWS policy AdministratorAccess',
          'no permissions boundary',
          'inline policy deploy: Allow eks:* on *',
          'inline policy deploy: and 1 that did not change',
          'inline policy more: Allow s3:* on *',
        ],
      },
      undo: [
        `aws iam detach-role-policy --role-name ci --policy-arn arn:aws:iam::aws:policy/AdministratorAccess ${region}`,
        `aws iam delete-role-policy --role-name ci --policy-name more ${region}`,
        `aws iam attach-role-policy --role-name ci --policy-arn ${readOnly} ${region}`,
        `aws iam put-role-permissions-boundary --role-name ci --permissions-boundary ${iam}:policy/bounds ${region}`,
        `aws iam put-role-policy --role-name ci --policy-name deploy --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"eks:List*","Resource":"*"},{"Effect":"Deny","Action":"iam:*","Resource":"*"}]}' ${region}`,
      ],
    });
  });

  it('takes a boundary off that came, and puts another in place of the new one', () => {
    const [a, b] = [`${iam}:policy/a`, 'odd'];
    expect(story({}, { boundary: a })).toEqual({
      principalArn: ci,
      before: { grants: ['no permissions boundary'] },
      after: { grants: ['permissions boundary policy a'] },
      undo: [`aws iam delete-role-permissions-boundary --role-name ci ${region}`],
    });
    expect(story({ boundary: b }, { boundary: a })).toEqual({
      principalArn: ci,
      before: { grants: ['permissions boundary odd'] },
      after: { grants: ['permissions boundary policy a'] },
      undo: [
        `aws iam put-role-permissions-boundary --role-name ci --permissions-boundary odd ${region}`,
      ],
    });
  });

  it('cannot write a document that was not understood', () => {
    const faulty = { inline: [{ name: 'deploy', fault: 'not JSON' }] };
    expect(story(faulty, { inline: [inline('deploy', allow(['s3:*']))] })).toEqual({
      principalArn: ci,
      before: { grants: ['inline policy deploy: not understood, not JSON'] },
      after: { grants: ['inline policy deploy: Allow s3:* on *'] },
      undo: [],
    });
    expect(story(faulty, {})?.undo).toEqual([]);
    expect(story({}, faulty)?.undo).toEqual([
      `aws iam delete-role-policy --role-name ci --policy-name deploy ${region}`,
    ]);
  });

  it('takes off what a new role brought', () => {
    const now = known(rolesKey, { ...none, attached: [readOnly] });
    expect(storyOf([gone(rolesKey)], [now])).toEqual({
      principalArn: ci,
      before: { grants: [] },
      after: { grants: ['attached AWS policy ReadOnlyAccess'] },
      undo: [`aws iam detach-role-policy --role-name ci --policy-arn ${readOnly} ${region}`],
    });
  });

  it('brings nothing back to a role that is gone or was not read', () => {
    const held = [known(rolesKey, { ...none, attached: [readOnly] })];
    expect(storyOf(held, [gone(rolesKey)])).toBeUndefined();
    expect(storyOf(held, [denied(rolesKey)])).toEqual({
      principalArn: ci,
      before: { grants: [] },
      after: { grants: [], unread: `the policies of ${ci} not read: AccessDenied` },
      undo: [],
    });
    expect(storyOf([denied(rolesKey)], held)?.undo).toEqual([]);
  });

  it('makes no command for what is neither role nor user nor group', () => {
    for (const arn of ['odd', `${iam}:policy/x`]) {
      const key = factKeys.rolePolicies(arn);
      const held = known(key, { ...none, attached: [readOnly] });
      expect(storyOf([known(key, none)], [held])?.undo).toEqual([]);
    }
  });

  it('signs for the IAM Region of the partition', () => {
    const arn = 'arn:aws-cn:iam::012345678901:role/ci';
    const key = factKeys.rolePolicies(arn);
    const facts = [
      [known(key, { ...none, attached: ['arn:aws-cn:iam::aws:policy/ReadOnlyAccess'] })],
      [known(key, none)],
    ] as const;
    const undo = (partition: string) =>
      storyOf(...facts, { of: { accountId: '012345678901', partition } })?.undo;
    const command =
      'aws iam attach-role-policy --role-name ci --policy-arn arn:aws-cn:iam::aws:policy/ReadOnlyAccess';
    expect(undo('aws-cn')).toEqual([`${command} --region cn-north-1`]);
    expect(undo('aws-new')).toEqual([command]);
  });
});

test('the story of the policies of a user has its groups', () => {
  const arn = `${iam}:user/team/zoe`;
  const key = factKeys.userPolicies(arn);
  expect(
    storyOf(
      [known(key, { ...none, groups: ['old'], attached: [readOnly] })],
      [known(key, { ...none, groups: ['new'] })],
    ),
  ).toEqual({
    principalArn: arn,
    before: { grants: ['attached AWS policy ReadOnlyAccess', 'member of group old'] },
    after: { grants: ['member of group new'] },
    undo: [
      `aws iam remove-user-from-group --user-name zoe --group-name new ${region}`,
      `aws iam attach-user-policy --user-name zoe --policy-arn ${readOnly} ${region}`,
      `aws iam add-user-to-group --user-name zoe --group-name old ${region}`,
    ],
  });
});

test('the story of the policies of a group', () => {
  const arn = `${iam}:group/devs`;
  const key = factKeys.groupPolicies(arn);
  expect(storyOf([known(key, none)], [known(key, { ...none, attached: [readOnly] })])).toEqual({
    principalArn: arn,
    before: { grants: [] },
    after: { grants: ['attached AWS policy ReadOnlyAccess'] },
    undo: [`aws iam detach-group-policy --group-name devs --policy-arn ${readOnly} ${region}`],
  });
});

describe('the story of a managed policy', () => {
  const story = (arn: string) => {
    const key = factKeys.managedPolicy(arn);
    const policy = (...actions: readonly string[]) =>
      known(key, { arn, name: 'deploy', document: document(allow(actions)) });
    return {
      edited: storyOf([policy('eks:List*')], [policy('eks:*')]),
      created: storyOf([gone(key)], [policy('eks:*')]),
      deleted: storyOf([policy('eks:*')], [gone(key)]),
    };
  };

  it('writes the old document as the newest version', () => {
    const arn = `${iam}:policy/deploy`;
    expect(story(arn)).toEqual({
      edited: {
        principalArn: arn,
        before: { grants: ['policy deploy: Allow eks:List* on *'] },
        after: { grants: ['policy deploy: Allow eks:* on *'] },
        undo: [
          `aws iam create-policy-version --policy-arn ${arn} --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"eks:List*","Resource":"*"}]}' --set-as-default ${region}`,
        ],
      },
      created: {
        principalArn: arn,
        before: { grants: [] },
        after: { grants: ['policy deploy: Allow eks:* on *'] },
        undo: [],
      },
      deleted: {
        principalArn: arn,
        before: { grants: ['policy deploy: Allow eks:* on *'] },
        after: { grants: [] },
        undo: [],
      },
    });
  });

  it('leaves the policies of AWS to AWS', () => {
    expect(story('arn:aws:iam::aws:policy/deploy').edited).toEqual({
      principalArn: 'arn:aws:iam::aws:policy/deploy',
      before: { grants: ['AWS policy deploy: Allow eks:List* on *'] },
      after: { grants: ['AWS policy deploy: Allow eks:* on *'] },
      undo: [],
    });
  });

  it('says what was not read', () => {
    const arn = `${iam}:policy/deploy`;
    const key = factKeys.managedPolicy(arn);
    const policy = known(key, { arn, name: 'deploy', document: document(allow(['eks:*'])) });
    expect(storyOf([denied(key)], [policy])?.before).toEqual({
      grants: [],
      unread: 'policy deploy not read: AccessDenied',
    });
  });
});

describe('the story of an identity provider', () => {
  const arn = `${iam}:oidc-provider/token.example`;
  const key = factKeys.oidcProvider(arn);
  const provider = (...clientIds: readonly string[]) =>
    known(key, { arn, issuer: 'token.example', clientIds });
  const option = `--open-id-connect-provider-arn ${arn}`;

  it('deletes one that was created', () => {
    expect(storyOf([gone(key)], [provider('b', 'a')])).toEqual({
      principalArn: arn,
      before: { grants: [] },
      after: {
        grants: [
          'tokens of token.example',
          'tokens for the client id a',
          'tokens for the client id b',
        ],
      },
      undo: [`aws iam delete-open-id-connect-provider ${option} ${region}`],
    });
  });

  it('creates one again that was deleted', () => {
    expect(storyOf([provider('a', 'b')], [gone(key)])?.undo).toEqual([
      `aws iam create-open-id-connect-provider --url https://token.example --client-id-list '["a","b"]' ${region}`,
    ]);
    expect(storyOf([provider()], [gone(key)])?.undo).toEqual([
      `aws iam create-open-id-connect-provider --url https://token.example ${region}`,
    ]);
  });

  it('removes client ids that came and adds those that went', () => {
    expect(storyOf([provider('a', 'b')], [provider('b', 'c')])?.undo).toEqual([
      `aws iam remove-client-id-from-open-id-connect-provider ${option} --client-id c ${region}`,
      `aws iam add-client-id-to-open-id-connect-provider ${option} --client-id a ${region}`,
    ]);
  });

  it('makes no command of a client id that would have the AWS CLI read a file', () => {
    expect(storyOf([provider('file://a', 'b')], [provider('https://c')])?.undo).toEqual([
      `aws iam add-client-id-to-open-id-connect-provider ${option} --client-id b ${region}`,
    ]);
  });

  it('has no command where one side is not known', () => {
    expect(storyOf([denied(key)], [provider('a')])).toEqual({
      principalArn: arn,
      before: { grants: [], unread: 'the identity provider not read: AccessDenied' },
      after: { grants: ['tokens of token.example', 'tokens for the client id a'] },
      undo: [],
    });
    expect(storyOf([provider('a')], [denied(key)])?.undo).toEqual([]);
  });
});
