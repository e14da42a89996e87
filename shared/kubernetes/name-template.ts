/** Who logged in, as far as usernames and groups are made from it. */
export interface LoggedIn {
  readonly accountId: string;
  /** Empty for a user. */
  readonly sessionName: string;
  readonly accessKeyId: string;
  /** Of the instance that the session is named after; absent where it is none. */
  readonly privateDnsName?: string;
}

/**
 * A username or group of aws-auth as it becomes; undefined where the login is refused because the session is not named
 * after an instance.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/server/server.go
 */
export function renderName(template: string, who: LoggedIn): string | undefined {
  const dnsName = 'EC2PrivateDNSName';
  if (template.includes(`{{${dnsName}}}`) && who.privateDnsName === undefined) return undefined;
  const values = [
    [dnsName, who.privateDnsName ?? ''],
    ['AccountID', who.accountId],
    ['SessionName', who.sessionName.replaceAll('@', '-')],
    ['SessionNameRaw', who.sessionName],
    ['AccessKeyID', who.accessKeyId],
  ] as const;
  return values.reduce(
    (text, [name, value]) => text.replaceAll(`{{${name}}}`, () => value),
    template,
  );
}

/** The templates of a username or group that the authenticator fills in; any other braces stay as they are. */
export function templatesIn(text: string): readonly string[] {
  return text.match(template) ?? [];
}

/** Whether the caller chooses a part of the name: whoever assumes a role names the session. */
export function isChosenByCaller(text: string): boolean {
  return templatesIn(text).some((each) => each.startsWith('{{SessionName'));
}

/**
 * Whether some login would make this name of a username or group. A session name has no colon, so that
 * `{{SessionName}}` alone is never `system:masters`.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function mayBecome(text: string, name: string): boolean {
  let reached = new Set([0]);
  for (const piece of text.split(pieces)) {
    const ends = [...reached].flatMap((from) => endsOf(piece, name, from));
    reached = new Set(ends);
  }
  return reached.has(name.length);
}

const template = /\{\{(?:EC2PrivateDNSName|AccountID|SessionNameRaw|SessionName|AccessKeyID)\}\}/g;
const pieces = new RegExp(`(${template.source})`);

/** Everywhere in the name that this piece may end, if it begins here. */
function endsOf(piece: string, name: string, from: number): readonly number[] {
  const value = valuesOf.get(piece);
  if (value === undefined) return name.startsWith(piece, from) ? [from + piece.length] : [];
  const rest = name.slice(from, from + value.most);
  const stop = rest.search(value.others);
  const count = (stop < 0 ? rest.length : stop) - value.least + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, more) => from + value.least + more);
}

interface Values {
  /** A character that is in none of them. */
  readonly others: RegExp;
  readonly least: number;
  readonly most: number;
}

const valuesOf: ReadonlyMap<string, Values> = new Map([
  ['{{AccountID}}', { others: /[^0-9]/, least: 12, most: 12 }],
  ['{{SessionName}}', { others: /[^\w+=,.-]/, least: 2, most: 64 }],
  ['{{SessionNameRaw}}', { others: /[^\w+=,.@-]/, least: 2, most: 64 }],
  ['{{AccessKeyID}}', { others: /[^A-Z0-9]/, least: 16, most: 128 }],
  ['{{EC2PrivateDNSName}}', { others: /[^a-z0-9.-]/, least: 1, most: 253 }],
]);
