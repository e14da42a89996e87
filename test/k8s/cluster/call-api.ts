import { once } from 'node:events';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';

export interface Server {
  /** `https://localhost:<port>`. */
  readonly endpoint: string;
  /** PEM. */
  readonly authority: string;
  readonly token: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly text: string;
}

/** Asks an API server for anything, writing included, without the reader's client. */
export async function callApi(
  { endpoint, authority, token }: Server,
  method: string,
  path: string,
  { body, headers = {} }: { readonly body?: unknown; readonly headers?: object } = {},
): Promise<ApiAnswer> {
  const sent = request(new URL(path, endpoint), {
    method,
    ca: authority,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...headers,
    },
  });
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  const [response] = await once(sent, 'response');
  return { status: response.statusCode, text: await text(response) };
}

/** The same where all but success is an error of the test. */
export async function mustCall(...call: Parameters<typeof callApi>): Promise<ApiAnswer> {
  const answer = await callApi(...call);
  if (answer.status < 300) return answer;
  const [, method, path] = call;
  throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
}
