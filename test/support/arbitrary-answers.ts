import fc from 'fast-check';
import type { Json } from '../../shared/model/json.ts';
import { kubernetesTypes } from '../../shared/model/kubernetes-types.ts';
import type { Answer, Outcome } from '../../shared/model/reading.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import {
  addonDocument,
  associationDocument,
  authorityDocument,
  capabilityDocument,
  clusterDocument,
  configDocument,
  defaultsDocument,
  entryDocument,
  fargateDocument,
  groupDocument,
  metadataDocument,
  nodegroupDocument,
  offeredDocument,
  organizationDocument,
  policiesDocument,
  policyDocument,
  prod,
  providerDocument,
  roleDocument,
  selectorsDocument,
  summaryDocument,
  trailDocument,
  userDocument,
  versionsDocument,
} from './raw-answers.ts';
import { rawList, rawObjects } from './raw-objects.ts';

/** JSON that is the document but for one member, left out or replaced by anything. */
export function nearly(document: Json): fc.Arbitrary<Json> {
  const places = placesIn(document);
  return fc
    .tuple(fc.constantFrom(...places), fc.option(anyJson()), fc.boolean())
    .map(([place, json, leaveOut]) => replaceAt(document, place, leaveOut ? undefined : json));
}

/** As JSON text carries it both ways: -0 is written as 0. */
export function anyJson(): fc.Arbitrary<Json> {
  return fc.jsonValue({ stringUnit: 'binary' }).map((one) => JSON.parse(JSON.stringify(one)));
}

/** Text as it may stand in names: quotes, line breaks, ANSI escapes, HTML, separators. */
export function oddText(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'a"b',
      'a\nb',
      '\u001b[31mred',
      '<b>&amp;',
      'x#y%23',
      '__proto__',
      '\uFEFF',
      ' ',
      '',
    ),
  );
}

/**
 * What a live account may answer in one sweep: every list, and one answer to each question about what is
 * listed. Documents fit, nearly fit, or are anything.
 */
export function sweepAnswers(): fc.Arbitrary<readonly Answer[]> {
  return fc
    .tuple(
      clusterAnswers(),
      elementAnswers(snapshotPaths.accessEntries(prod), oddText(), (principalArn) => ({
        accessEntry: { ...entryDocument, principalArn },
        associatedAccessPolicies: policiesDocument,
      })),
      elementAnswers(snapshotPaths.trails(), oddText(), (TrailARN) => ({
        trail: { ...trailDocument, TrailARN },
        status: { IsLogging: true },
        eventSelectors: selectorsDocument,
      })),
      iamAnswers(),
      elementAnswers(snapshotPaths.nodegroups(prod), oddText(), (nodegroupName) => ({
        nodegroup: { ...nodegroupDocument, nodegroupName },
        metadataOptions: metadataDocument,
      })),
      describedAnswers(),
      providerAnswers(),
      documentAnswers(),
      kubernetesAnswers(),
    )
    .map((groups) => groups.flat());
}

/** One kind at a time of what one call describes, by a name of one member, of two, and of a member inside. */
function describedAnswers(): fc.Arbitrary<readonly Answer[]> {
  return fc.oneof(
    elementAnswers(snapshotPaths.podIdentityAssociations(prod), oddText(), (item) => {
      const [namespace = '', ...rest] = item.split('/');
      return { association: { ...associationDocument, namespace, serviceAccount: rest.join('/') } };
    }),
    elementAnswers(snapshotPaths.fargateProfiles(prod), oddText(), (fargateProfileName) => ({
      fargateProfile: { ...fargateDocument, fargateProfileName },
    })),
    elementAnswers(snapshotPaths.addons(prod), oddText(), (addonName) => ({
      addon: { ...addonDocument, addonName },
    })),
    elementAnswers(snapshotPaths.identityProviderConfigs(prod), oddText(), (name) => ({
      identityProviderConfig: {
        oidc: { ...configDocument.oidc, identityProviderConfigName: name },
      },
    })),
    elementAnswers(snapshotPaths.capabilities(prod), oddText(), (capabilityName) => ({
      capability: { ...capabilityDocument, capabilityName },
    })),
    elementAnswers(snapshotPaths.certificateAuthorities(prod), oddText(), (id) => ({
      certificateAuthority: { ...authorityDocument, id },
    })),
  );
}

function providerAnswers(): fc.Arbitrary<readonly Answer[]> {
  const path = snapshotPaths.oidcProviders();
  return fc
    .uniqueArray(oddText(), { maxLength: 3 })
    .chain((items) =>
      fc
        .tuple(
          listOutcome(items),
          ...items.map((item) =>
            outcomeOf({ ...providerDocument, Arn: item }).map(
              (outcome): Answer => ({ path, item, readAt: 41, outcome }),
            ),
          ),
        )
        .map(([list, ...providers]) => [{ path, readAt: 40, outcome: list }, ...providers]),
    );
}

function documentAnswers(): fc.Arbitrary<readonly Answer[]> {
  const files: readonly (readonly [string, Json])[] = [
    [snapshotPaths.accountSummary(), summaryDocument],
    [snapshotPaths.organizationPolicies(), organizationDocument],
    [snapshotPaths.clusterVersions('eu-west-1'), versionsDocument],
    [snapshotPaths.accessPolicies('eu-west-1'), offeredDocument],
    [snapshotPaths.instanceMetadataDefaults('eu-west-1'), defaultsDocument],
  ];
  const answers = files.map(([path, json]) =>
    outcomeOf(json).map((outcome): Answer => ({ path, readAt: 50, outcome })),
  );
  return fc.tuple(...answers);
}

/** A few types at a time of what is inside a cluster. */
function kubernetesAnswers(): fc.Arbitrary<readonly Answer[]> {
  return fc.subarray([...kubernetesTypes], { maxLength: 4 }).chain((types) => {
    const answers = types.map((type) =>
      outcomeOf(rawList(rawObjects[type])).map((outcome): Answer => {
        return { path: snapshotPaths[type](prod), readAt: 60, outcome };
      }),
    );
    return fc.tuple(...answers);
  });
}

function clusterAnswers(): fc.Arbitrary<readonly Answer[]> {
  return fc
    .record({ list: listOutcome(['prod']), cluster: outcomeOf(clusterDocument) })
    .map(({ list, cluster }) => [
      { path: snapshotPaths.clusters('eu-west-1'), readAt: 10, outcome: list },
      { path: snapshotPaths.cluster(prod), readAt: 11, outcome: cluster },
    ]);
}

function elementAnswers(
  path: string,
  name: fc.Arbitrary<string>,
  element: (item: string) => Readonly<Record<string, Json>>,
): fc.Arbitrary<readonly Answer[]> {
  return fc
    .uniqueArray(name, { maxLength: 4 })
    .chain((items) =>
      fc
        .tuple(
          listOutcome(items),
          ...items.map((item) =>
            fc.oneof(wholeElement(path, item, element(item)), inParts(path, item, element(item))),
          ),
        )
        .map(([list, ...elements]) => [{ path, readAt: 20, outcome: list }, ...elements.flat()]),
    );
}

function wholeElement(path: string, item: string, element: Json): fc.Arbitrary<readonly Answer[]> {
  const outcome = fc.oneof(
    notDocument(),
    fc.constant<Outcome>({ kind: 'document', json: element }),
  );
  return outcome.map((one) => [{ path, item, readAt: 21, outcome: one }]);
}

function inParts(
  path: string,
  item: string,
  element: Readonly<Record<string, Json>>,
): fc.Arbitrary<readonly Answer[]> {
  const parts = Object.entries(element).map(([part, json]) =>
    outcomeOf(json).map((outcome): Answer => ({ path, item, part, readAt: 22, outcome })),
  );
  return fc.tuple(...parts);
}

function iamAnswers(): fc.Arbitrary<readonly Answer[]> {
  const path = snapshotPaths.iam();
  const arn = fc
    .tuple(fc.constantFrom('role', 'user', 'group', 'policy', 'instance-profile'), oddText())
    .map(([kind, name]) => `arn:aws:iam::111122223333:${kind}/${name}`);
  return fc
    .uniqueArray(arn, { maxLength: 4 })
    .chain((items) =>
      fc
        .tuple(
          iamLists(items),
          ...items.map((item) =>
            outcomeOf({ ...iamDocument(item), Arn: item }).map(
              (outcome): Answer => ({ path, item, readAt: 31, outcome }),
            ),
          ),
        )
        .map(([lists, ...documents]) => [...lists, ...documents]),
    );
}

function iamDocument(arn: string) {
  if (arn.includes(':role/')) return roleDocument;
  if (arn.includes(':user/')) return userDocument;
  return arn.includes(':group/') ? groupDocument : policyDocument;
}

/** All lists at once, or each by itself. */
function iamLists(items: readonly string[]): fc.Arbitrary<readonly Answer[]> {
  const path = snapshotPaths.iam();
  const members = ['RoleDetailList', 'UserDetailList', 'GroupDetailList', 'Policies'];
  const outcome = fc.oneof(listOutcome(items), listOutcome([...items, 'no arn']));
  const whole = outcome.map((one): readonly Answer[] => [{ path, readAt: 30, outcome: one }]);
  const each = members.map((part) =>
    outcome.map((one): Answer => ({ path, part, readAt: 30, outcome: one })),
  );
  return fc.oneof(whole, fc.tuple(...each));
}

function listOutcome(items: readonly string[]): fc.Arbitrary<Outcome> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant<Outcome>({ kind: 'items', items }) },
    unreadOutcome(),
  );
}

function outcomeOf(document: Json): fc.Arbitrary<Outcome> {
  const json = fc.oneof(fc.constant(document), nearly(document), anyJson(), deepJson());
  return fc.oneof(
    { weight: 3, arbitrary: json.map((one): Outcome => ({ kind: 'document', json: one })) },
    notDocument(),
  );
}

function notDocument(): fc.Arbitrary<Outcome> {
  return fc.oneof(unreadOutcome(), fc.constant<Outcome>({ kind: 'absent' }));
}

function unreadOutcome(): fc.Arbitrary<Outcome> {
  return oddText().map((reason): Outcome => ({ kind: 'unread', reason }));
}

/** Around the depth at which documents are refused. */
function deepJson(): fc.Arbitrary<Json> {
  return fc
    .integer({ min: 60, max: 68 })
    .map((levels) => JSON.parse(`${'{"x":'.repeat(levels)}1${'}'.repeat(levels)}`) as Json);
}

type Place = readonly (string | number)[];

function placesIn(json: Json, at: Place = []): Place[] {
  if (typeof json !== 'object' || json === null) return [at];
  const members = Array.isArray(json) ? [...json.entries()] : Object.entries(json);
  return [at, ...members.flatMap(([key, member]) => placesIn(member as Json, [...at, key]))];
}

function replaceAt(json: Json, [step, ...rest]: Place, replacement: Json | undefined): Json {
  if (step === undefined) return replacement ?? null;
  if (Array.isArray(json)) {
    return json.map((member: Json, index) =>
      index === step ? replaceAt(member, rest, replacement) : member,
    );
  }
  const entries = Object.entries(json as Readonly<Record<string, Json>>).flatMap(
    ([key, member]) => {
      if (key !== step) return [[key, member] as const];
      if (rest.length === 0 && replacement === undefined) return [];
      return [[key, replaceAt(member, rest, replacement)] as const];
    },
  );
  return Object.fromEntries(entries);
}
