import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
} from 'yaml';
import type { Config } from '../model/config.ts';
import { type ConfigProblem, parseConfig } from './config.ts';

export type ReadConfig = { readonly config: Config } | { readonly problems: readonly string[] };

/**
 * Reads `gatewatch.yaml` (YAML 1.2, so that a day stays text and `no` stays a word). Problems are whole lines,
 * all of them at once and in the order of the file: `gatewatch.yaml:12:5: waivers[0].expires: expected a day …`.
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

function readYaml(text: string, fileName: string, knownRules?: readonly string[]): ReadConfig {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    version: '1.2',
    schema: 'core',
    stringKeys: true,
    prettyErrors: false,
  });
  const lines = (faults: readonly Fault[]) => {
    const inOrder = [...faults].sort((a, b) => a.offset - b.offset);
    const told = inOrder.map(({ offset, message }) => {
      const { line, col } = lineCounter.linePos(offset);
      return `${fileName}:${line}:${col}: ${message}`;
    });
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

/** Where the deepest thing on the path begins that the file has. */
function offsetOf(contents: Node | null, path: ConfigProblem['path']): number {
  let node: unknown = contents;
  let offset = contents?.range?.[0] ?? 0;
  for (const step of path) {
    const { begins, value } = childOf(node, step);
    offset = begins?.range?.[0] ?? offset;
    node = value;
  }
  return offset;
}

interface Child {
  readonly begins?: Node | null | undefined;
  readonly value?: unknown;
}

function childOf(node: unknown, step: string | number): Child {
  if (isSeq<Node>(node)) {
    const item = node.items[Number(step)];
    return { begins: item, value: item };
  }
  if (!isMap<Node, Node>(node)) return {};
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
  return { begins: pair?.key, value: pair?.value };
}

function joinPath(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  if (!/^[\w-]+$/.test(step)) return `${path}[${JSON.stringify(step)}]`;
  return path === '' ? step : `${path}.${step}`;
}
