import { kubernetesApi, type ListPage } from '../../../functions/adapters/kubernetes-api.ts';
import { kubernetesConnection } from '../../../functions/adapters/kubernetes-request.ts';
import { asEksGives } from '../../support/kubernetes/certificates.ts';
import type { Server } from './call-api.ts';

/** The pages that the reader's client takes of a list; `between` is called after each, with how many there were. */
export async function pagesOf(
  { endpoint, authority, token }: Server,
  path: string,
  between: (turned: number) => Promise<void>,
): Promise<readonly ListPage[]> {
  const certificateAuthorities = [asEksGives(authority)];
  const connection = kubernetesConnection({ endpoint, certificateAuthorities });
  const signal = AbortSignal.timeout(60_000);
  const api = kubernetesApi({ connection, token: async () => token, signal });
  const pages: ListPage[] = [];
  for await (const page of api.pages(path)) {
    pages.push(page);
    await between(pages.length);
  }
  connection.close();
  return pages;
}
