import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** Bytes. CloudWatch Logs sends up to 1 MB of log events at a time, and some JSON around them. */
const largestBatch = 16 * 1024 * 1024;

/** The text in a batch of log events; of one that is no such thing, or would fill the memory, why it is left. */
export async function inflateBatch(
  data: string,
  most: number = largestBatch,
): Promise<{ readonly ok: string } | { readonly error: string }> {
  try {
    const bytes = await promisify(gunzip)(Buffer.from(data, 'base64'), { maxOutputLength: most });
    return { ok: bytes.toString('utf8') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return {
      error:
        code === 'ERR_BUFFER_TOO_LARGE'
          ? `a batch that unpacks to more than ${most} bytes`
          : `a batch that cannot be unpacked: ${code}`,
    };
  }
}
