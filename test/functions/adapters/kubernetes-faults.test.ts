import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type ApiServer,
  type Intercept,
  sendStatus,
  startApiServer,
} from '../../support/kubernetes/api-server.ts';
import { makeCertificates } from '../../support/kubernetes/certificates.ts';
import { type ReadOptions, readLists } from '../../support/kubernetes/reading.ts';
import { many, servedCore } from '../../support/kubernetes/served.ts';

const certificates = makeCertificates();
const authorities = [certificates.authority];
const roles = 'roles.rbac.authorization.k8s.io';
const bindings = 'rolebindings.rbac.authorization.k8s.io';
const everything = 31;

let server: ApiServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function read(intercept: Intercept, options: Partial<ReadOptions> = {}) {
  const objects = { rolebindings: many(1_200, 'payments'), roles: many(1, 'payments') };
  server = await startApiServer(certificates, servedCore(objects), intercept);
  return await readLists({ endpoint: server.endpoint, authorities, ...options });
}

/** Answers requests for this resource so, the first of them or as many as there are. */
function on(
  plural: string,
  answer: (response: ServerResponse, request: IncomingMessage) => void,
  times = Number.POSITIVE_INFINITY,
): Intercept {
  let count = 0;
  return (request, response) => {
    if (!new RegExp(`/${plural}\\b`).test(request.url ?? '') || count >= times) return false;
    count += 1;
    answer(response, request);
    return true;
  };
}

/** The same for the second page of it. */
function onSecondPage(plural: string, answer: (response: ServerResponse) => void, times: number) {
  const second = on(plural, answer, times);
  const intercept: Intercept = (request, response) =>
    request.url?.includes('continue=') === true && second(request, response);
  return intercept;
}

function asked(plural: string): number {
  return server?.requests.filter(({ url }) => url.includes(`/${plural}`)).length ?? 0;
}

function html(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Log in</h1>');
}

/** All of a cluster that is not read for one reason. */
function onlyReason(unread: Readonly<Record<string, string>>): string {
  const reasons = [...new Set(Object.values(unread))];
  expect(reasons).toHaveLength(1);
  expect(Object.keys(unread)).toHaveLength(everything);
  return reasons[0] ?? '';
}

describe('a list that the server refuses', () => {
  it('is unread in the words of the server, and the rest is read', async () => {
    const message = 'rolebindings is forbidden: User "gatewatch" cannot list resource';
    const { lists, unread } = await read(
      on('rolebindings', (response) => sendStatus(response, 403, 'Forbidden', message)),
    );
    expect(unread).toEqual({ [bindings]: `forbidden: ${message}` });
    expect(lists[roles]).toHaveLength(1);
    expect(asked('rolebindings')).toBe(1);
  });

  it('leaves custom kinds unread where the server does not tell its API groups', async () => {
    const { lists, unread } = await read(
      on('apis$', (response) => sendStatus(response, 403, 'Forbidden', 'cannot get path "/apis"')),
    );
    expect(lists[bindings]).toHaveLength(1_200);
    expect(Object.keys(unread)).toHaveLength(19);
    expect(unread['helmreleases.helm.toolkit.fluxcd.io']).toBe(
      'forbidden: cannot get path "/apis"',
    );
  });

  it('leaves all unread where the cluster does not know us, after a second token', async () => {
    let tokens = 0;
    const { unread } = await read(
      on('apis?', (response) => sendStatus(response, 401, 'Unauthorized', 'Unauthorized')),
      {
        token: async () => {
          tokens += 1;
          return `token-${tokens}`;
        },
      },
    );
    expect(onlyReason(unread)).toBe('unauthorized: the cluster does not know us (Unauthorized)');
    expect(server?.requests.map(({ token }) => token)).toEqual(['token-1', 'token-2']);
  });
});

describe('a list that breaks off in the middle', () => {
  it('begins again once when it has expired, and holds nothing twice', async () => {
    const { lists, unread } = await read(
      onSecondPage('rolebindings', (response) => sendStatus(response, 410, 'Expired', 'gone'), 1),
    );
    expect(unread).toEqual({});
    expect(lists[bindings]).toHaveLength(1_200);
    expect(asked('rolebindings')).toBe(2 + 3);
  });

  it('is unread when it expires again', async () => {
    const message = 'The provided continue parameter is too old';
    const { lists, unread } = await read(
      onSecondPage('rolebindings', (response) => sendStatus(response, 410, 'Expired', message), 2),
    );
    expect(unread).toEqual({ [bindings]: message });
    expect(lists[roles]).toHaveLength(1);
  });

  it('goes on with a new token when the old one has run out', async () => {
    let tokens = 0;
    const { lists, unread } = await read(
      onSecondPage(
        'rolebindings',
        (response) => sendStatus(response, 401, 'Unauthorized', 'Unauthorized'),
        1,
      ),
      {
        token: async () => {
          tokens += 1;
          return `token-${tokens}`;
        },
      },
    );
    expect(unread).toEqual({});
    expect(lists[bindings]).toHaveLength(1_200);
    expect(tokens).toBe(2);
  });

  it('is asked for again when the connection breaks', async () => {
    const { lists, unread } = await read(
      onSecondPage('rolebindings', (response) => response.destroy(), 1),
    );
    expect(unread).toEqual({});
    expect(lists[bindings]).toHaveLength(1_200);
  });

  it.each([
    ['packed', { 'content-encoding': 'gzip' }],
    ['plain', {}],
  ])('is unread when its %s body never comes whole', async (_, headers) => {
    const body = JSON.stringify({ kind: 'RoleList', items: many(500, 'payments') });
    const whole = 'content-encoding' in headers ? gzipSync(body) : Buffer.from(body);
    const { unread, pauses } = await read(
      on('roles', (response) => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': String(whole.length),
          ...headers,
        });
        response.write(whole.subarray(0, whole.length / 2));
        setTimeout(() => response.destroy(), 20);
      }),
    );
    expect(unread).toEqual({ [roles]: expect.stringMatching(/^the answer broke off: /) });
    expect(pauses).toHaveLength(3);
  });

  it('is unread when it goes on with itself', async () => {
    const { unread } = await read(
      on('roles', (response) => {
        const list = { kind: 'RoleList', apiVersion: 'rbac.authorization.k8s.io/v1' };
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ ...list, metadata: { continue: 'again' }, items: null }));
      }),
    );
    expect(unread).toEqual({ [roles]: 'malformed answer: a list that goes on with itself' });
    expect(asked('roles')).toBe(2);
  });
});

describe('a server that is busy', () => {
  it('is left alone for as long as it asks', async () => {
    const { unread, pauses } = await read(
      on(
        'roles',
        (response) =>
          sendStatus(response, 429, 'TooManyRequests', 'try again', { 'retry-after': '2' }),
        2,
      ),
    );
    expect(unread).toEqual({});
    expect(pauses).toEqual([2_000, 2_000]);
  });

  it('is not waited for by the hour', async () => {
    const { pauses } = await read(
      on(
        'roles',
        (response) => sendStatus(response, 503, 'Busy', 'wait', { 'retry-after': '3600' }),
        1,
      ),
    );
    expect(pauses).toEqual([10_000]);
  });

  it('leaves a list unread after four attempts, each pause longer than the last', async () => {
    const { unread, pauses } = await read(on('roles', (response) => html(response, 502)));
    expect(unread[roles]).toBe(
      'it answered HTTP 502 with text/html instead of JSON: is there a Kubernetes API at that address?',
    );
    expect(asked('roles')).toBe(4);
    for (const [index, longest] of [750, 1_500, 3_000].entries()) {
      expect(pauses[index]).toBeGreaterThanOrEqual(longest / 3);
      expect(pauses[index]).toBeLessThanOrEqual(longest);
    }
  });

  it('may say so in plain text', async () => {
    const { unread } = await read(
      on('roles', (response) =>
        response.writeHead(429, { 'content-type': 'text/plain' }).end('Too many requests'),
      ),
    );
    expect(unread).toEqual({ [roles]: 'Too many requests' });
  });
});

describe('something else at the address', () => {
  it.each([200, 302, 404])(
    'which answers HTML with %i leaves custom kinds unread',
    async (status) => {
      const { lists, unread } = await read((_, response) => {
        html(response, status);
        return true;
      });
      expect(lists).toEqual({});
      expect(onlyReason(unread)).toBe(
        `it answered HTTP ${status} with text/html instead of JSON: is there a Kubernetes API at that address?`,
      );
    },
  );

  it('which answers JSON of its own is no list', async () => {
    const { lists, unread } = await read((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
      return true;
    });
    expect(lists).toEqual({ configmaps: [expect.anything()] });
    expect(unread[roles]).toBe('malformed answer: not a list of objects');
    expect(unread['appprojects.argoproj.io']).toBe('malformed answer: no list of API groups');
  });

  it('which answers half of some JSON is malformed', async () => {
    const { unread } = await read(
      on('roles', (response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"kind":'),
      ),
    );
    expect(unread[roles]).toMatch(/^malformed answer: Unexpected end of JSON input/);
  });
});

describe('a server that takes too long', () => {
  it('is given up when nothing comes', async () => {
    const { unread } = await read(
      on('roles', () => undefined),
      { patience: { idle: 50 } },
    );
    expect(unread).toEqual({
      [roles]: expect.stringMatching(/^nothing for 0\.05 s from localhost:/),
    });
    expect(asked('roles')).toBe(4);
  });

  it('is given up when a body comes drop by drop', async () => {
    const { unread } = await read(
      on('roles', (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const drops = setInterval(() => response.write(' '), 10);
        response.once('close', () => clearInterval(drops));
      }),
      { patience: { total: 150 } },
    );
    expect(unread).toEqual({
      [roles]: expect.stringMatching(/^no whole answer within 0\.15 s from localhost:/),
    });
  });

  it('has all that is left unread when the time for the cluster is up', async () => {
    const { lists, unread } = await read(
      on('rolebindings', () => undefined),
      { timeLeft: 1_000 },
    );
    expect(lists[roles]).toHaveLength(1);
    const reasons = new Set(Object.values(unread));
    expect(reasons).toEqual(new Set(['The operation was aborted due to timeout']));
    expect(Object.keys(unread)).toContain('nodeclasses.eks.amazonaws.com');
  });
});

describe('an answer that is too large', () => {
  it('is not unpacked beyond what may be held', async () => {
    const bomb = gzipSync(Buffer.alloc(32 * 2 ** 20, ' '));
    expect(bomb.length).toBeLessThan(64 * 1024);
    const { lists, unread } = await read(
      on('roles', (response) => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-encoding': 'gzip',
        });
        response.end(bomb);
      }),
      { patience: { largest: 2 ** 20 } },
    );
    expect(unread).toEqual({ [roles]: 'more than 1 MiB, which is too much to hold' });
    expect(asked('roles')).toBe(1);
    expect(lists[bindings]).toHaveLength(1_200);
  });

  it('is refused in an encoding that was not asked for', async () => {
    const { unread } = await read(
      on('roles', (response) =>
        response
          .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'br' })
          .end('x'),
      ),
    );
    expect(unread).toEqual({ [roles]: 'it answered in an encoding not asked for: br' });
  });
});

describe('a server that cannot be reached or trusted', () => {
  it('is not asked for more', async () => {
    const gone = await startApiServer(certificates, []);
    await gone.close();
    const { unread, pauses } = await readLists({ endpoint: gone.endpoint, authorities });
    expect(onlyReason(unread)).toBe(`no connection to localhost:${gone.port} (ECONNREFUSED)`);
    expect(pauses).toEqual([]);
  });

  it('does not show us its certificate under another name', async () => {
    server = await startApiServer(certificates, servedCore());
    const endpoint = `https://127.0.0.1:${server.port}`;
    const { unread } = await readLists({ endpoint, authorities });
    expect(onlyReason(unread)).toMatch(/^no safe connection to 127\.0\.0\.1:\d+: .*altnames/);
    expect(server.requests).toEqual([]);
  });

  it('gets no token when another authority has made its certificate', async () => {
    server = await startApiServer(certificates, servedCore());
    const others = [makeCertificates().authority];
    const { unread } = await readLists({ endpoint: server.endpoint, authorities: others });
    expect(onlyReason(unread)).toBe(
      `no safe connection to localhost:${server.port}: unable to verify the first certificate (UNABLE_TO_VERIFY_LEAF_SIGNATURE)`,
    );
    expect(server.requests).toEqual([]);
  });

  it('is trusted by the authority that is to succeed', async () => {
    server = await startApiServer(certificates, servedCore());
    const both = [makeCertificates().authority, certificates.authority];
    const { unread } = await readLists({ endpoint: server.endpoint, authorities: both });
    expect(unread).toEqual({});
  });

  it('is not asked when we have no token', async () => {
    const { unread } = await read(() => false, {
      token: () => Promise.reject(new Error('no credentials')),
    });
    expect(onlyReason(unread)).toBe('no token: no credentials');
    expect(server?.requests).toEqual([]);
  });
});
