import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultConfig, parseConfig } from '../../../shared/config/config.ts';

const defaults = {
  regions: [],
  clusterAdmins: [],
  grantors: [],
  trustedAccounts: [],
  identityProviders: [],
  knownIssuers: [],
  requireCustomerKey: false,
  sensitiveNamespaces: ['kube-system', 'flux-system', 'external-secrets'],
  tenants: {},
  rules: {},
  waivers: [],
  expectedUnread: [],
  kubernetes: { read: true, readers: [], accessEntries: [] },
  alerts: {
    minimumSeverity: 'MEDIUM',
    emails: [],
    operationsEmails: [],
    digest: 'sweep',
    reminders: {},
    maintenance: [],
    channels: {},
    routes: [],
  },
};
const role = 'arn:aws:iam::111122223333:role/break-glass';
const waiver = {
  rule: 'access-entry-no-cluster-admin',
  subject: role,
  reason: 'migration',
  owner: 'platform',
  expires: '2026-12-31',
};
const everything = {
  regions: ['eu-west-1', 'us-gov-west-1', 'eusc-de-east-1'],
  clusterAdmins: [
    role,
    { permissionSet: 'Platform_Admin+=,.@-1' },
    'system:serviceaccount:argocd:argocd-application-controller',
    'group:oncall admins'.replace(' ', '-'),
  ],
  grantors: ['arn:aws-cn:iam::111122223333:root'],
  trustedAccounts: ['044455556666'],
  identityProviders: ['https://login.example.com'],
  knownIssuers: ['https://oidc.eks.eu-west-1.amazonaws.com/id/ABC'],
  requireCustomerKey: true,
  sensitiveNamespaces: [],
  tenants: {
    payments: { namespaces: ['payments-*'], principals: [role], groups: ['payments-devs'] },
    other: {},
  },
  rules: {
    'trail-logging': { enabled: false },
    'access-entry-no-cluster-admin': { severity: 'CRITICAL', enabled: true },
    'waiver-in-force': {},
  },
  waivers: [waiver, { ...waiver, cluster: 'legacy', region: 'eu-west-1' }],
  expectedUnread: [
    { place: 'cloudtrail', fact: 'trails', reason: 'r', owner: 'o', expires: '2028-02-29' },
  ],
  kubernetes: {
    read: false,
    readers: [
      {
        clusters: ['eu-west-1/payments'],
        subnetIds: ['subnet-0a1b2c3d', 'subnet-0a1b2c3d4e5f60718'],
        securityGroupIds: ['sg-0a1b2c3d'],
      },
    ],
    accessEntries: ['eu-west-1/payments', 'us-gov-west-1/a_b-1'],
  },
  alerts: {
    minimumSeverity: 'LOW',
    emails: ['a@example.com'],
    operationsEmails: ['b@example.com'],
    digest: 'daily',
    reminders: { CRITICAL: 1, LOW: 365 },
    maintenance: [
      {
        clusters: ['eu-west-1/payments'],
        from: '2026-12-01T22:00Z',
        until: '2026-12-02T04:00:30Z',
        reason: 'upgrade to 1.34',
        owner: 'platform',
      },
    ],
    channels: {
      mail: { emails: ['payments@example.com'] },
      room: { slack: { secret: 'gatewatch/slack', channel: 'C0123456789' } },
      hook: { slackWebhook: { secret: 'gatewatch/hook' } },
      q: { amazonQ: { workspace: 'T0123456789', channel: 'C0123456789' } },
      events: { eventBus: 'default' },
      hub: { securityHub: true },
    },
    routes: [
      {
        to: 'mail',
        minimumSeverity: 'HIGH',
        clusters: ['eu-west-1/payments'],
        tenants: ['payments'],
        rules: ['trail-logging'],
      },
      ...['room', 'hook', 'q', 'events', 'hub'].map((to) => ({ to })),
    ],
  },
  auditLogs: { subscribe: true },
};
const parsed = {
  ...everything,
  alerts: {
    ...everything.alerts,
    maintenance: [
      {
        clusters: ['eu-west-1/payments'],
        from: Date.UTC(2026, 11, 1, 22),
        until: Date.UTC(2026, 11, 2, 4, 0, 30),
        reason: 'upgrade to 1.34',
        owner: 'platform',
      },
    ],
  },
  clusterAdmins: [
    { kind: 'exact', principal: role },
    { kind: 'permissionSet', permissionSet: 'Platform_Admin+=,.@-1' },
    { kind: 'exact', principal: 'system:serviceaccount:argocd:argocd-application-controller' },
    { kind: 'exact', principal: 'group:oncall-admins' },
  ],
  grantors: [{ kind: 'exact', principal: 'arn:aws-cn:iam::111122223333:root' }],
  tenants: { ...everything.tenants, other: { namespaces: [], principals: [], groups: [] } },
};

describe('what is configured', () => {
  test('is what applies', () => {
    expect(parseConfig(everything)).toStrictEqual({ config: parsed });
  });

  test('parses to itself once parsed, as JSON in a bucket does', () => {
    expect(parseConfig(JSON.parse(JSON.stringify(parsed)))).toStrictEqual({ config: parsed });
  });

  test('may be nothing: the defaults apply, and no Region is named', () => {
    expect(parseConfig({})).toStrictEqual({ config: defaults });
    expect(defaultConfig(['eu-west-1'])).toStrictEqual({ ...defaults, regions: ['eu-west-1'] });
  });

  test('may be keys without values', () => {
    const empty = Object.fromEntries(Object.keys(defaults).map((key) => [key, null]));
    expect(parseConfig(empty)).toStrictEqual({ config: defaults });
    expect(parseConfig({ alerts: {} })).toStrictEqual({ config: defaults });
    expect(
      parseConfig({ alerts: { minimumSeverity: null, emails: null, operationsEmails: null } }),
    ).toStrictEqual({ config: defaults });
  });
});

describe('what is not understood', () => {
  const principal =
    'expected an IAM ARN, system:serviceaccount:<namespace>:<name>, group:<name>, SSO_USER:<id>, SSO_GROUP:<id> or { permissionSet: <name> }, without wildcards';
  const exact =
    'expected an IAM ARN, system:serviceaccount:<namespace>:<name>, group:<name>, SSO_USER:<id>, SSO_GROUP:<id>, without wildcards';
  const accountId =
    'expected an account id of twelve digits, in quotes because leading zeros count: "012345678901"';
  const region = 'expected a Region such as eu-west-1';
  const severity = 'expected one of LOW, MEDIUM, HIGH, CRITICAL';
  const day = 'expected a day as YYYY-MM-DD';
  const url = 'expected an address that begins with https://';

  test.each([
    ['a list for everything', [], [], 'expected a mapping of keys to values'],
    ['text for everything', 'regions', [], 'expected a mapping of keys to values'],
    [
      'a cluster without its Region',
      { kubernetes: { accessEntries: ['payments'] } },
      ['kubernetes', 'accessEntries', 0],
      'expected a cluster as region/name, such as eu-west-1/payments',
    ],
    [
      'a pattern for a cluster',
      { kubernetes: { accessEntries: ['eu-west-1/pay*'] } },
      ['kubernetes', 'accessEntries', 0],
      'expected a cluster as region/name, such as eu-west-1/payments',
    ],
    [
      'a reader that is nowhere',
      {
        kubernetes: {
          readers: [
            { clusters: ['eu-west-1/a'], subnetIds: [], securityGroupIds: ['sg-0a1b2c3d'] },
          ],
        },
      },
      ['kubernetes', 'readers', 0, 'subnetIds'],
      'expected at least one',
    ],
    [
      'a network for a subnet',
      {
        kubernetes: {
          readers: [
            {
              clusters: ['eu-west-1/a'],
              subnetIds: ['vpc-0a1b2c3d'],
              securityGroupIds: ['sg-0a1b2c3d'],
            },
          ],
        },
      },
      ['kubernetes', 'readers', 0, 'subnetIds', 0],
      'expected an id such as subnet-0a1b2c3d4e5f60718',
    ],
    [
      'a word for yes',
      { kubernetes: { read: 'yes' } },
      ['kubernetes', 'read'],
      'expected true or false',
    ],
    ['a Region for Regions', { regions: 'eu-west-1' }, ['regions'], 'expected a list'],
    ['a name that is no Region', { regions: ['eu-west-1', 'Ireland'] }, ['regions', 1], region],
    ['a zone for a Region', { regions: ['eu-west-1a'] }, ['regions', 0], region],
    ['a Region with something in front', { regions: ['=eu-west-1'] }, ['regions', 0], region],
    ['a Region without its number', { regions: ['eu-west'] }, ['regions', 0], region],
    ['a number for a Region', { regions: [1] }, ['regions', 0], region],
    [
      'a number for an account',
      { trustedAccounts: [444455556666] },
      ['trustedAccounts', 0],
      accountId,
    ],
    ['eleven digits', { trustedAccounts: ['44445555666'] }, ['trustedAccounts', 0], accountId],
    ['thirteen digits', { trustedAccounts: ['4444555566667'] }, ['trustedAccounts', 0], accountId],
    [
      'a wildcard',
      { clusterAdmins: ['arn:aws:iam::111122223333:role/*'] },
      ['clusterAdmins', 0],
      principal,
    ],
    [
      'a wildcard for one character',
      { clusterAdmins: ['arn:aws:iam::111122223333:role/a?'] },
      ['clusterAdmins', 0],
      principal,
    ],
    ['a space', { clusterAdmins: ['group:a b'] }, ['clusterAdmins', 0], principal],
    [
      'a session',
      { clusterAdmins: ['arn:aws:sts::111122223333:assumed-role/ci/x'] },
      ['clusterAdmins', 0],
      principal,
    ],
    [
      'an ARN without account',
      { clusterAdmins: ['arn:aws:iam::aws:role/x'] },
      ['clusterAdmins', 0],
      principal,
    ],
    [
      'an ARN that is no principal',
      { clusterAdmins: ['arn:aws:iam::111122223333:toor'] },
      ['clusterAdmins', 0],
      principal,
    ],
    [
      'the root of another service',
      { clusterAdmins: ['arn:aws:sns::111122223333:root'] },
      ['clusterAdmins', 0],
      principal,
    ],
    ['a bare name', { grantors: ['terraform'] }, ['grantors', 0], principal],
    ['a group without name', { grantors: ['group:'] }, ['grantors', 0], principal],
    ['a group that is not in front', { grantors: ['a-group:b'] }, ['grantors', 0], principal],
    [
      'a service account without namespace',
      { grantors: ['system:serviceaccount:x'] },
      ['grantors', 0],
      principal,
    ],
    [
      'a service account of four parts',
      { grantors: ['system:serviceaccount:a:b:c'] },
      ['grantors', 0],
      principal,
    ],
    [
      'a service account with something in front',
      { grantors: ['x-system:serviceaccount:a:b'] },
      ['grantors', 0],
      principal,
    ],
    [
      'a misspelt permission set',
      { grantors: [{ permissionset: 'X' }] },
      ['grantors', 0],
      principal,
    ],
    [
      'a permission set with a wildcard',
      { grantors: [{ permissionSet: 'X*' }] },
      ['grantors', 0],
      principal,
    ],
    ['an empty permission set', { grantors: [{ permissionSet: '' }] }, ['grantors', 0], principal],
    [
      'a permission set and more',
      { grantors: [{ permissionSet: 'X', account: '1' }] },
      ['grantors', 0],
      principal,
    ],
    [
      'an exact principal that is none',
      { grantors: [{ kind: 'exact', principal: 'x' }] },
      ['grantors', 0],
      principal,
    ],
    [
      'an exact principal and more',
      { grantors: [{ kind: 'exact', principal: role, x: 1 }] },
      ['grantors', 0],
      principal,
    ],
    [
      'a permission set of another kind',
      { grantors: [{ kind: 'exact', permissionSet: 'X' }] },
      ['grantors', 0],
      principal,
    ],
    ['nobody', { grantors: [null] }, ['grantors', 0], principal],
    [
      'a permission set in a tenant',
      { tenants: { a: { principals: [{ permissionSet: 'X' }] } } },
      ['tenants', 'a', 'principals', 0],
      exact,
    ],
    [
      'an issuer without scheme',
      { identityProviders: ['login.example.com'] },
      ['identityProviders', 0],
      url,
    ],
    [
      'an issuer without encryption',
      { knownIssuers: ['http://login.example.com'] },
      ['knownIssuers', 0],
      url,
    ],
    ['an issuer with a space', { knownIssuers: ['https://a b'] }, ['knownIssuers', 0], url],
    ['an issuer without host', { knownIssuers: ['https:///x'] }, ['knownIssuers', 0], url],
    ['a link to an issuer', { knownIssuers: ['see https://a'] }, ['knownIssuers', 0], url],
    [
      'an empty namespace',
      { sensitiveNamespaces: [' '] },
      ['sensitiveNamespaces', 0],
      'expected text: a namespace or pattern',
    ],
    [
      'a number for a namespace',
      { tenants: { a: { namespaces: [1] } } },
      ['tenants', 'a', 'namespaces', 0],
      'expected text: a namespace or pattern',
    ],
    [
      'a number for a group',
      { tenants: { a: { groups: [1] } } },
      ['tenants', 'a', 'groups', 0],
      'expected text: a group name',
    ],
    [
      'a list of tenants',
      { tenants: ['a'] },
      ['tenants'],
      'expected a mapping of names to settings',
    ],
    [
      'a tenant without anything',
      { tenants: { a: null } },
      ['tenants', 'a'],
      'expected a mapping of keys to values',
    ],
    [
      'a word for a boolean',
      { rules: { x: { enabled: 'no' } } },
      ['rules', 'x', 'enabled'],
      'expected true or false',
    ],
    [
      'a severity in lower case',
      { rules: { x: { severity: 'high' } } },
      ['rules', 'x', 'severity'],
      severity,
    ],
    [
      'a severity of other catalogues',
      { alerts: { minimumSeverity: 'INFORMATIONAL' } },
      ['alerts', 'minimumSeverity'],
      severity,
    ],
    [
      'something that is no address',
      { alerts: { emails: ['ops'] } },
      ['alerts', 'emails', 0],
      'expected an e-mail address',
    ],
    [
      'an address with a name',
      { alerts: { operationsEmails: ['Ops <ops@example.com>'] } },
      ['alerts', 'operationsEmails', 0],
      'expected an e-mail address',
    ],
    [
      'two at signs',
      { alerts: { emails: ['a@b@c'] } },
      ['alerts', 'emails', 0],
      'expected an e-mail address',
    ],
    [
      'a waiver without rule',
      { waivers: [{ ...waiver, rule: undefined }] },
      ['waivers', 0, 'rule'],
      'missing; expected text: the id of a rule',
    ],
    [
      'a waiver without subject',
      { waivers: [{ ...waiver, subject: undefined }] },
      ['waivers', 0, 'subject'],
      'missing; expected text: the subject of a finding, exactly',
    ],
    [
      'a waiver without reason',
      { waivers: [{ ...waiver, reason: undefined }] },
      ['waivers', 0, 'reason'],
      'missing; expected text: why it is acceptable',
    ],
    [
      'a waiver with an empty reason',
      { waivers: [{ ...waiver, reason: '' }] },
      ['waivers', 0, 'reason'],
      'expected text: why it is acceptable',
    ],
    [
      'a waiver without owner',
      { waivers: [waiver, { ...waiver, owner: undefined }] },
      ['waivers', 1, 'owner'],
      'missing; expected text: who answers for it',
    ],
    [
      'a waiver without end',
      { waivers: [{ ...waiver, expires: undefined }] },
      ['waivers', 0, 'expires'],
      `missing; ${day}`,
    ],
    [
      'a waiver until February 30',
      { waivers: [{ ...waiver, expires: '2026-02-30' }] },
      ['waivers', 0, 'expires'],
      day,
    ],
    [
      'a waiver until a leap day that is none',
      { waivers: [{ ...waiver, expires: '2027-02-29' }] },
      ['waivers', 0, 'expires'],
      day,
    ],
    [
      'a waiver until month 13',
      { waivers: [{ ...waiver, expires: '2026-13-01' }] },
      ['waivers', 0, 'expires'],
      day,
    ],
    [
      'a waiver until a time of day',
      { waivers: [{ ...waiver, expires: '2026-12-31T00:00:00Z' }] },
      ['waivers', 0, 'expires'],
      day,
    ],
    [
      'a waiver until a day with something in front',
      { waivers: [{ ...waiver, expires: '+2026-12-31' }] },
      ['waivers', 0, 'expires'],
      day,
    ],
    [
      'a waiver until a number',
      { waivers: [{ ...waiver, expires: 20261231 }] },
      ['waivers', 0, 'expires'],
      day,
    ],
    [
      'a waiver for an empty cluster',
      { waivers: [{ ...waiver, cluster: '' }] },
      ['waivers', 0, 'cluster'],
      'expected text: the name of a cluster',
    ],
    [
      'a waiver for all Regions',
      { waivers: [{ ...waiver, region: '*' }] },
      ['waivers', 0, 'region'],
      region,
    ],
    [
      'an expectation without place',
      { expectedUnread: [{ fact: 'trails', reason: 'r', owner: 'o', expires: '2026-12-31' }] },
      ['expectedUnread', 0, 'place'],
      'missing; expected text: a place',
    ],
    [
      'an expectation without fact',
      { expectedUnread: [{ place: 'iam', reason: 'r', owner: 'o', expires: '2026-12-31' }] },
      ['expectedUnread', 0, 'fact'],
      'missing; expected text: the name of a fact',
    ],
    [
      'an expectation without end',
      { expectedUnread: [{ place: 'iam', fact: 'roles', reason: 'r', owner: 'o' }] },
      ['expectedUnread', 0, 'expires'],
      `missing; ${day}`,
    ],
  ])('%s is refused', (_, input, path, message) => {
    expect(parseConfig(input)).toEqual({ problems: [{ path, message }] });
  });

  test.each([
    [
      'with the key that was meant',
      { region: [] },
      ['region'],
      'unknown key "region"; did you mean regions?',
    ],
    ['without a guess', { banana: 1 }, ['banana'], 'unknown key "banana"'],
    [
      'in a waiver',
      { waivers: [{ ...waiver, expiry: 1 }] },
      ['waivers', 0, 'expiry'],
      'unknown key "expiry"; did you mean expires?',
    ],
    [
      'in a tenant',
      { tenants: { a: { group: [] } } },
      ['tenants', 'a', 'group'],
      'unknown key "group"; did you mean groups?',
    ],
    [
      'in a rule',
      { rules: { x: { enable: true } } },
      ['rules', 'x', 'enable'],
      'unknown key "enable"; did you mean enabled?',
    ],
    [
      'in the alerts',
      { alerts: { email: [] } },
      ['alerts', 'email'],
      'unknown key "email"; did you mean emails?',
    ],
    [
      'in a reader of clusters',
      {
        kubernetes: {
          readers: [
            {
              clusters: ['eu-west-1/prod'],
              subnets: [],
              subnetIds: ['subnet-0a1b2c3d'],
              securityGroupIds: ['sg-0a1b2c3d'],
            },
          ],
        },
      },
      ['kubernetes', 'readers', 0, 'subnets'],
      'unknown key "subnets"; did you mean subnetIds?',
    ],
    [
      'in an expectation',
      {
        expectedUnread: [
          { places: 1, place: 'a', fact: 'b', reason: 'r', owner: 'o', expires: '2026-12-31' },
        ],
      },
      ['expectedUnread', 0, 'places'],
      'unknown key "places"; did you mean place?',
    ],
  ])('an unknown key is refused by name, %s', (_, input, path, message) => {
    expect(parseConfig(input)).toEqual({ problems: [{ path, message }] });
  });

  test('is told all at once', () => {
    expect(
      parseConfig({
        regionz: [],
        rulez: {},
        waivers: [{ rule: 'a', ownr: 1 }],
        trustedAccounts: [1],
      }),
    ).toEqual({
      problems: [
        { path: ['trustedAccounts', 0], message: accountId },
        {
          path: ['waivers', 0, 'subject'],
          message: 'missing; expected text: the subject of a finding, exactly',
        },
        { path: ['waivers', 0, 'reason'], message: 'missing; expected text: why it is acceptable' },
        { path: ['waivers', 0, 'owner'], message: 'missing; expected text: who answers for it' },
        { path: ['waivers', 0, 'expires'], message: 'missing; expected a day as YYYY-MM-DD' },
        { path: ['waivers', 0, 'ownr'], message: 'unknown key "ownr"; did you mean owner?' },
        { path: ['regionz'], message: 'unknown key "regionz"; did you mean regions?' },
        { path: ['rulez'], message: 'unknown key "rulez"; did you mean rules?' },
      ],
    });
  });
});

describe('ids of rules', () => {
  const known = ['trail-logging', 'access-entry-no-cluster-admin'];

  test('are not looked at when the rules are not known', () => {
    expect(parseConfig({ rules: { banana: {} } })).toHaveProperty('config.rules', { banana: {} });
  });

  test('that are known pass', () => {
    expect(
      parseConfig({ rules: { 'trail-logging': {} }, waivers: [waiver] }, known),
    ).toHaveProperty('config');
    expect(parseConfig({}, known)).toHaveProperty('config');
    expect(parseConfig({ rules: null, waivers: null }, known)).toHaveProperty('config');
  });

  test('that are not known are refused by name, in rules and in waivers', () => {
    const input = {
      rules: { 'trial-logging': {}, banana: {} },
      waivers: [waiver, { ...waiver, rule: 'trail-loging' }],
    };
    expect(parseConfig(input, known)).toEqual({
      problems: [
        {
          path: ['rules', 'trial-logging'],
          message: 'unknown rule "trial-logging"; did you mean trail-logging?',
        },
        { path: ['rules', 'banana'], message: 'unknown rule "banana"' },
        {
          path: ['waivers', 1, 'rule'],
          message: 'unknown rule "trail-loging"; did you mean trail-logging?',
        },
      ],
    });
    expect(parseConfig(input, [])).toHaveProperty('problems.length', 4);
  });

  test('are looked at also where other things are wrong', () => {
    const waivers = ['x', { rule: 7 }, { ...waiver, rule: 'banana' }];
    expect(parseConfig({ rules: [], waivers }, known)).toEqual({
      problems: [
        { path: ['rules'], message: 'expected a mapping of names to settings' },
        { path: ['waivers', 0], message: 'expected a mapping of keys to values' },
        { path: ['waivers', 1, 'rule'], message: 'expected text: the id of a rule' },
        ...['subject', 'reason', 'owner', 'expires'].map((key) => ({
          path: ['waivers', 1, key],
          message: expect.stringMatching(/^missing; /),
        })),
        { path: ['waivers', 2, 'rule'], message: 'unknown rule "banana"' },
      ],
    });
    expect(parseConfig({ rules: { banana: {} }, waivers: 'x' }, known)).toEqual({
      problems: [
        { path: ['waivers'], message: 'expected a list' },
        { path: ['rules', 'banana'], message: 'unknown rule "banana"' },
      ],
    });
    expect(parseConfig('x', known)).toEqual({
      problems: [{ path: [], message: 'expected a mapping of keys to values' }],
    });
  });
});

test('no input whatever makes it throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue(),
        fc.record({
          waivers: fc.jsonValue(),
          rules: fc.jsonValue(),
          clusterAdmins: fc.array(fc.jsonValue()),
        }),
      ),
      (input) => {
        const result = parseConfig(input, ['trail-logging']);
        if ('config' in result) expect(parseConfig(result.config)).toEqual(result);
        else expect(result.problems).not.toEqual([]);
      },
    ),
  );
});
