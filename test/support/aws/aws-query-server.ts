import type { Input, Protocol } from './aws-call.ts';
import { respondXml, textContent } from './xml.ts';

/**
 * awsQuery: form parameters in, XML out.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function awsQuery(xmlNamespace: string): Protocol {
  return {
    decode: ({ body }) => {
      const { Action, Version, ...input } = formInput(new URLSearchParams(body));
      return typeof Action === 'string' ? { operation: Action, input } : undefined;
    },
    encode: (operation, output) =>
      respondXml(
        200,
        `<${operation}Response xmlns="${xmlNamespace}">` +
          `${element(`${operation}Result`, output ?? {})}${requestId}</${operation}Response>`,
      ),
    encodeError: ({ code, message, status }) =>
      respondXml(
        status,
        `<ErrorResponse xmlns="${xmlNamespace}">` +
          `${element('Error', { Type: 'Sender', Code: code, Message: message })}</ErrorResponse>`,
      ),
  };
}

const requestId =
  '<ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata>';

/** `Filter.member.1=User` becomes `{ Filter: ['User'] }`; everything else stays text. */
function formInput(form: URLSearchParams): Input {
  const input: Record<string, string | string[]> = {};
  for (const [key, value] of form) {
    const list = /^(\w+)\.member\.\d+$/.exec(key)?.[1];
    if (list === undefined) input[key] = value;
    else input[list] = [...(input[list] ?? []), value];
  }
  return input;
}

function element(name: string, value: unknown): string {
  if (value === undefined) return '';
  return `<${name}>${content(value)}</${name}>`;
}

function content(value: unknown): string {
  if (value instanceof Date) return textContent(value);
  if (value instanceof Map) {
    return [...value].map(([key, of]) => element('entry', { key, value: of })).join('');
  }
  if (Array.isArray(value)) return value.map((member) => element('member', member)).join('');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, member]) => element(name, member))
      .join('');
  }
  return textContent(value);
}
