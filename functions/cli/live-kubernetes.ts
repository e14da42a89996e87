import type { KubernetesSettings } from '../../shared/model/config.ts';
import type { KubernetesReader } from '../../shared/ports/kubernetes-reader.ts';
import { awsClients } from '../adapters/aws-clients.ts';
import { directKubernetes } from '../adapters/kubernetes-direct.ts';
import { unaskedKubernetes } from '../adapters/kubernetes-unread.ts';
import { switchedOff } from '../wiring/kubernetes-reader.ts';

/** The longest that one cluster may take, in milliseconds. */
const timeLimit = 300_000;

/** Asks clusters from this machine, with the credentials that AWS is asked with. */
export function liveKubernetes(
  { read }: KubernetesSettings,
  homeRegion: string,
  noKubernetes: boolean,
): KubernetesReader {
  if (noKubernetes) return unaskedKubernetes('not asked for: --no-kubernetes', Date.now);
  if (!read) return unaskedKubernetes(switchedOff, Date.now);
  const { credentials } = awsClients.eks(homeRegion).config;
  return directKubernetes({ credentials, clock: Date.now, timeLimit: () => timeLimit });
}
