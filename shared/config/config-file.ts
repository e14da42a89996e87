import type { ParsedNode } from 'yaml';
import type { Config } from '../model/config.ts';
import { type ConfigProblem, parseConfig } from './config.ts';
import { configDocument, offsetOf } from './config-document.ts';

export type ReadConfig = { readonly config: Config } | { readonly problems: readonly string[] };

/**
 * Reads `gatewatch.yaml`. Problems are whole lines, all of them at once and in the order of the file:
 * `gatewatch.yaml:12:5: waivers[0].expires: expected a day …`.
 */
export function readConfigText(
  text: string,
  fileName: string,
  knownRules?: readonly string[],
): ReadConfig {
  try {
    return readYaml(text, fileName, knownRules);
  } catch (error) {
    // The parser throws on what would exhaust memory or stack: aliases of aliases, bottomless nesting.
    return { problems: [`${fileName}: ${error instanceof Error ? error.message : error}`] };
  }
}

/** Where something in a config that was read stands in its file: `gatewatch.yaml:12:5`. */
export function placeInConfig(text: string, fileName: string, path: ConfigProblem['path']): string {
  const { document, at } = configDocument(text);
  return `${fileName}:${at(offsetOf(document.contents, path))}`;
}

function readYaml(text: string, fileName: string, knownRules?: readonly string[]): ReadConfig {
  const { document, at } = configDocument(text);
  const lines = (faults: readonly Fault[]) => {
    const inOrder = [...faults].sort((a, b) => a.offset - b.offset);
    const told = inOrder.map(({ offset, message }) => `${fileName}:${at(offset)}: ${message}`);
    return [...new Set(told)];
  };
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) {
    return { problems: lines(broken.map(({ pos: [offset], message }) => ({ offset, message }))) };
  }
  const parsed = parseConfig(document.toJS() ?? {}, knownRules);
  if ('config' in parsed) return parsed;
  return { problems: lines(parsed.problems.map((problem) => faultAt(document.contents, problem))) };
}

interface Fault {
  /** In the text of the file. */
  readonly offset: number;
  readonly message: string;
}

function faultAt(contents: ParsedNode | null, { path, message }: ConfigProblem): Fault {
  const where = path.reduce<string>(joinPath, '');
  return {
    offset: offsetOf(contents, path),
    message: where === '' ? message : `${where}: ${message}`,
  };
}

function joinPath(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  if (!/^[\w-]+$/.test(step)) return `${path}[${JSON.stringify(step)}]`;
  return path === '' ? step : `${path}.${step}`;
}
