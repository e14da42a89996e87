import type { Input, Protocol } from './aws-call.ts';

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
      respond(
        200,
        `<${operation}Response xmlns="${xmlNamespace}">` +
          `${element(`${operation}Result`, output ?? {})}${requestId}</${operation}Response>`,
      ),
    encodeError: ({ code, message, status }) =>
      respond(
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
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((member) => element('member', member)).join('');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, member]) => element(name, member))
      .join('');
  }
  return String(value).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function respond(status: number, body: string) {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}
