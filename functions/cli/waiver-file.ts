import { readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { isExpired, matchesWaiver } from '../../shared/assess/waivers.ts';
import { withWaiver } from '../../shared/config/added-waiver.ts';
import { placeInConfig, readConfigText } from '../../shared/config/config-file.ts';
import type { Waiver } from '../../shared/model/config.ts';
import type { FindingContent } from '../../shared/model/finding.ts';
import { lineDiff } from '../../shared/report/line-diff.ts';
import { waiverYaml } from '../../shared/report/waiver-yaml.ts';
import { catalogue } from '../../shared/rules/index.ts';
import { UsageError } from '../adapters/usage-error.ts';
import { configFileName } from './config-lookup.ts';
import type { Place } from './place.ts';

/** A configuration as it is to become. */
export interface FileChange {
  readonly file: string;
  readonly text: string;
  /** For people and for `git apply`. */
  readonly diff: string;
}

/** Adds a waiver to the configuration of a place, or to a new one in the working folder. Throws a UsageError where it must not. */
export function changeOf(
  { config, configFile }: Place,
  finding: FindingContent,
  waiver: Waiver,
  today: string,
): FileChange {
  const file = configFile ?? configFileName;
  const before = configFile === undefined ? undefined : textOf(configFile);
  refuseWaived(config.waivers, finding, today, (index) =>
    placeInConfig(before ?? '', file, ['waivers', index]),
  );
  const entry = waiverYaml(waiver);
  const text = withWaiver(before ?? '', waiver, entry);
  if (text === undefined) {
    throw new UsageError(
      [
        `${placeInConfig(before ?? '', file, ['waivers'])}: waivers: nothing can be added to it by this command; by hand it is`,
        ...entry.lines.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`),
      ].join('\n'),
    );
  }
  refuseInvalid(text, file);
  const name = nameOf(file);
  return { file: name, text, diff: lineDiff(name.replace(/^\//, ''), before, text) };
}

export function writeChange({ file, text }: FileChange): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${file}: cannot be written: ${why}`, { cause });
  }
}

/** Bytes that are no UTF-8 would not survive being written again. */
function textOf(file: string): string {
  const bytes = readFileSync(file);
  const text = bytes.toString('utf8');
  if (bytes.equals(Buffer.from(text, 'utf8'))) return text;
  throw new UsageError(`${file}: not UTF-8 text`);
}

/** A second waiver would hide that the first has an end, or had one. */
function refuseWaived(
  waivers: readonly Waiver[],
  finding: FindingContent,
  today: string,
  placeOf: (index: number) => string,
): void {
  const covering = waivers
    .map((waiver, index) => ({ waiver, index }))
    .filter(({ waiver }) => matchesWaiver(waiver, finding));
  const holding = covering.find(({ waiver }) => !isExpired(waiver, today));
  if (holding !== undefined) {
    const { index, waiver } = holding;
    throw new UsageError(
      `${placeOf(index)}: waivers[${index}] waives it already, until ${waiver.expires}`,
    );
  }
  const past = covering.at(-1);
  if (past === undefined) return;
  const { index, waiver } = past;
  throw new UsageError(
    `${placeOf(index)}: waivers[${index}] waived it until ${waiver.expires}: give that one a new end, and a reason that holds today`,
  );
}

function refuseInvalid(text: string, file: string): void {
  const read = readConfigText(
    text,
    file,
    catalogue.map(({ id }) => id),
  );
  if ('problems' in read) throw new UsageError(read.problems.join('\n'));
}

/** From the working folder, as git names it; whole where it is elsewhere. */
function nameOf(file: string): string {
  const name = relative('.', file);
  return (name.startsWith('..') ? resolve(file) : name).split(sep).join('/');
}
