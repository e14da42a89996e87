import { startApiServer } from '../support/kubernetes/api-server.ts';
import { makeCertificates } from '../support/kubernetes/certificates.ts';
import { benchCluster } from './kubernetes-cluster.ts';
import { servedCluster } from './kubernetes-lists.ts';
import { seededRandom } from './random.ts';

/** `node test/bench/kubernetes-server.ts BINDINGS`: an API server of its own process, until its standard input ends. */
const [bindings] = process.argv.slice(2).map(Number);
const certificates = makeCertificates();
const cluster = benchCluster(1, seededRandom(20_261_126), { bindings });
const server = await startApiServer(certificates, servedCluster(cluster));
process.stdout.write(
  `${JSON.stringify({ endpoint: server.endpoint, authority: certificates.authority })}\n`,
);
process.stdin.resume().on('end', () => server.close());
