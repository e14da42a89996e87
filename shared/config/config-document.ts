import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
} from 'yaml';

/** `gatewatch.yaml` as its text has it: YAML 1.2, so that a day stays text and `no` stays a word. */
export interface ConfigDocument {
  readonly document: Document.Parsed<ParsedNode>;
  /** `12:5` of an offset in the text. */
  readonly at: (offset: number) => string;
}

/** Throws on what would exhaust memory or stack: bottomless nesting. */
export function configDocument(text: string): ConfigDocument {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    version: '1.2',
    schema: 'core',
    stringKeys: true,
    prettyErrors: false,
    keepSourceTokens: true,
  });
  return {
    document,
    at: (offset) => {
      const { line, col } = lineCounter.linePos(offset);
      return `${line}:${col}`;
    },
  };
}

/** Where the deepest thing on the path begins that the file has. */
export function offsetOf(contents: Node | null, path: readonly (string | number)[]): number {
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
