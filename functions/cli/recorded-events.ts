import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { isObject, type Json, memberOf } from '../../shared/model/json.ts';
import { parseJson } from '../../shared/wire/json-fault.ts';
import { isAuditRecord } from '../events/audit/audit-record.ts';
import { clusterOfLogGroup } from '../events/audit/log-batch.ts';

/** An EventBridge event, a bare CloudTrail record, or one of the audit log of a cluster, as somebody kept it. */
export interface RecordedEvent {
  /** The file, and which record of several in it. */
  readonly place: string;
  readonly json: Json;
  /** It is of an audit log. */
  readonly audited?: AuditLog;
}

/** What a subscription says of a log: the cluster in the name of its group, and the account. */
interface AuditLog {
  readonly clusterName?: string | undefined;
  readonly owner?: string | undefined;
}

export interface RecordedEvents {
  readonly events: readonly RecordedEvent[];
  /** What could not be read, with its place and reason. */
  readonly faults: readonly string[];
}

/**
 * The events in these files: one, an array, or a log file of CloudTrail's, each of them gzipped or not. What
 * `aws cloudtrail lookup-events` and `aws logs filter-log-events` answer, and what a subscription to a log group sends, is
 * understood too. A file or a record that is of no use costs no other.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
 */
export async function readRecordedEvents(files: readonly string[]): Promise<RecordedEvents> {
  const read = await Promise.all(files.map(readOne));
  return {
    events: read.flatMap(({ events }) => events),
    faults: read.flatMap(({ faults }) => faults),
  };
}

async function readOne(file: string): Promise<RecordedEvents> {
  const text = await textIn(file);
  if ('fault' in text) return { events: [], faults: [`${file}: ${text.fault}`] };
  const parsed = parseJson(text.ok);
  if ('error' in parsed) {
    return { events: [], faults: [`${file}:${parsed.line}:${parsed.column}: ${parsed.error}`] };
  }
  const records = recordsIn(parsed.ok);
  if (records === undefined) return sorted([eventIn(file, parsed.ok)]);
  const log: AuditLog = {
    clusterName: clusterOfLogGroup(textOf(parsed.ok, 'logGroup') ?? ''),
    owner: textOf(parsed.ok, 'owner'),
  };
  return sorted(records.map((json, index) => eventIn(`${file}: record ${index + 1}`, json, log)));
}

type Read<T> = { readonly ok: T } | { readonly fault: string };

async function textIn(file: string): Promise<Read<string>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return { fault: `cannot be read: ${codeOf(error)}` };
  }
  const plainBytes = isGzip(bytes) ? unpacked(bytes) : { ok: bytes };
  if ('fault' in plainBytes) return plainBytes;
  try {
    return { ok: new TextDecoder('utf-8', { fatal: true }).decode(plainBytes.ok) };
  } catch {
    return { fault: 'not UTF-8 text' };
  }
}

/** Whatever its name says: https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1 */
function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Bytes; a log file of CloudTrail's has at most 50 MB. */
const longestText = 256 * 1024 * 1024;

function unpacked(bytes: Buffer): Read<Buffer> {
  try {
    return { ok: gunzipSync(bytes, { maxOutputLength: longestText }) };
  } catch (error) {
    return { fault: `cannot be unpacked: ${codeOf(error)}` };
  }
}

/** Undefined for a single one. */
function recordsIn(json: Json): readonly Json[] | undefined {
  if (Array.isArray(json)) return json;
  if (!isObject(json)) return undefined;
  const list = json['Records'] ?? json['Events'] ?? json['events'] ?? json['logEvents'];
  return Array.isArray(list) ? list : undefined;
}

function eventIn(place: string, json: Json, log: AuditLog = {}): RecordedEvent | string {
  if (!isObject(json)) return `${place}: neither an event nor a list of events`;
  const member = ['CloudTrailEvent', 'message'].find((name) => textOf(json, name) !== undefined);
  if (member === undefined) return recorded(place, json, log);
  const parsed = parseJson(textOf(json, member) ?? '');
  return 'ok' in parsed
    ? recorded(place, parsed.ok, log)
    : `${place}: ${member}:${parsed.line}:${parsed.column}: ${parsed.error}`;
}

function recorded(place: string, json: Json, log: AuditLog): RecordedEvent {
  return isAuditRecord(json) ? { place, json, audited: log } : { place, json };
}

function textOf(json: Json, member: string): string | undefined {
  const value = memberOf(json, member);
  return typeof value === 'string' ? value : undefined;
}

function sorted(read: readonly (RecordedEvent | string)[]): RecordedEvents {
  return {
    events: read.filter((one) => typeof one !== 'string'),
    faults: read.filter((one) => typeof one === 'string'),
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
