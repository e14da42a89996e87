import type { Input, Protocol } from './aws-call.ts';
import { respondXml, textContent } from './xml.ts';

/**
 * ec2Query: form parameters in, XML out, under names that the operation schemas of the SDK's client package give.
 * https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
 */
export function ec2Query(sdk: object): Protocol {
  const operations = new Map(Object.values(sdk).flatMap(operationOf));
  return {
    decode: ({ body }) => {
      const form = new URLSearchParams(body);
      const operation = form.get('Action') ?? '';
      const known = operations.get(operation);
      return known && { operation, input: inputOf(known.input, form) };
    },
    encode: (operation, output) =>
      respondXml(
        200,
        `<${operation}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">` +
          `<requestId>00000000-0000-4000-8000-000000000000</requestId>` +
          `${content(operations.get(operation)?.output, output ?? {})}</${operation}Response>`,
      ),
    encodeError: ({ code, message, status }) =>
      respondXml(
        status,
        `<Response><Errors><Error><Code>${code}</Code>` +
          `<Message>${textContent(message)}</Message></Error></Errors></Response>`,
      ),
  };
}

/** The SDK's static schemas are tuples that begin with what they describe; a schema may be given by a function. */
const listSchema = 1;
const structureSchema = 3;
const operationSchema = 9;
/** Type code of a number; a list of a plain type is `listOf | type`. */
const numberType = 1;
const listOf = 64;

interface OperationSchema {
  readonly input: unknown;
  readonly output: unknown;
}

function operationOf(schema: unknown): readonly (readonly [string, OperationSchema])[] {
  if (!Array.isArray(schema) || schema[0] !== operationSchema) return [];
  const [, , operation, , input, output] = schema;
  return [[operation, { input: resolved(input), output: resolved(output) }]];
}

interface Member {
  readonly name: string;
  readonly schema: unknown;
  readonly traits: { readonly xmlName?: string; readonly ec2QueryName?: string };
}

function membersOf(schema: unknown): readonly Member[] {
  if (!Array.isArray(schema) || schema[0] !== structureSchema) return [];
  const [, , , , names, members] = schema;
  return names.map((name: string, index: number): Member => {
    const [of, traits = {}] = [members[index]].flat();
    return { name, schema: resolved(of), traits };
  });
}

function inputOf(schema: unknown, form: URLSearchParams): Input {
  const read = membersOf(schema).flatMap(({ name, schema: of, traits }): [string, unknown][] => {
    const wireName = traits.ec2QueryName ?? traits.xmlName ?? name;
    const listed = [...form].filter(([key]) => key.startsWith(`${wireName}.`));
    const text = form.get(wireName);
    if (listed.length > 0) return [[name, listed.map(([, value]) => value)]];
    return text === null ? [] : [[name, of === numberType ? Number(text) : text]];
  });
  return Object.fromEntries(read);
}

function content(schema: unknown, value: unknown): string {
  if (Array.isArray(schema) && schema[0] === listSchema && Array.isArray(value)) {
    const [, , , , members] = schema;
    const [of, traits = {}] = [members].flat();
    return value.map((one) => element(traits.xmlName ?? 'member', resolved(of), one)).join('');
  }
  if (typeof schema === 'number' && schema >= listOf && Array.isArray(value)) {
    return value.map((one) => element('item', schema - listOf, one)).join('');
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) {
    return textContent(value);
  }
  const given = new Map(Object.entries(value));
  return membersOf(schema)
    .map(({ name, schema: of, traits }) => element(traits.xmlName ?? name, of, given.get(name)))
    .join('');
}

function element(name: string, schema: unknown, value: unknown): string {
  return value === undefined ? '' : `<${name}>${content(schema, value)}</${name}>`;
}

function resolved(schema: unknown): unknown {
  return typeof schema === 'function' ? schema() : schema;
}
