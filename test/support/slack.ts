import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Thread, Threads } from '../../shared/ports/threads.ts';

/** What arrived, refused or not. */
interface SlackPost {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: SlackBody;
}

interface SlackBody {
  readonly channel?: string;
  readonly text: string;
  readonly blocks?: readonly unknown[];
  readonly thread_ts?: string;
  readonly reply_broadcast?: boolean;
  readonly unfurl_links: boolean;
  readonly unfurl_media: boolean;
}

export interface SlackReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What Slack answers to a post; undefined where it takes it. */
export type SlackScript = (post: SlackPost, number: number) => SlackReply | undefined;

export interface LocalSlack {
  readonly endpoint: string;
  readonly posts: readonly SlackPost[];
  close(): void;
}

/** `chat.postMessage`, which names the messages `1.0`, `2.0` …, and incoming webhooks. */
export async function localSlack(script: SlackScript = () => undefined): Promise<LocalSlack> {
  const posts: SlackPost[] = [];
  const server = createServer(async (request, response) => {
    const { url: path = '', headers } = request;
    const post = {
      path,
      authorization: headers.authorization,
      body: JSON.parse(await text(request)),
    };
    const reply = script(post, posts.length);
    posts.push(post);
    const taken = path.startsWith('/api/')
      ? JSON.stringify({ ok: true, channel: post.body.channel, ts: `${posts.length}.0` })
      : 'ok';
    const { status, headers: replied = {}, body } = reply ?? { status: 200, body: taken };
    response.writeHead(status, replied).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    posts,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** As the Web API refuses: with a 200. */
export function notOk(error: string, more: object = {}): SlackReply {
  return { status: 200, body: JSON.stringify({ ok: false, error, ...more }) };
}

/** Threads in memory. */
export function heldThreads(): Threads & { readonly held: Map<string, Thread> } {
  const held = new Map<string, Thread>();
  return {
    held,
    find: async (id) => held.get(id),
    keep: async (id, thread) => {
      held.set(id, thread);
    },
  };
}
