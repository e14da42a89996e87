import * as z from 'zod/mini';

const names = z.array(z.string().check(z.minLength(1))).check(z.minLength(1));

const schema = z.strictObject({
  /** Only these watched Regions are read. */
  regions: z.optional(names),
  /** Only these clusters are read, by name. */
  clusters: z.optional(names),
  /** Only findings of these rules may move. */
  rules: z.optional(names),
  /** Read and judge, write nothing. */
  dryRun: z.optional(z.boolean()),
  /** `open` sends every open finding again. */
  announce: z.optional(z.literal('open')),
  /** Read what events have asked for and no more; written by whoever hears them. */
  waiting: z.optional(z.literal(true)),
  /** Look at the deployment instead of the account. */
  doctor: z.optional(z.literal(true)),
  /** How an unfinished run goes on; written by the sweep itself. */
  continuation: z.optional(
    z.strictObject({
      runId: z.string(),
      clusters: z.array(z.strictObject({ region: z.string(), name: z.string() })),
    }),
  ),
});

export type SweepInput = z.infer<typeof schema>;

/** Thrown for an invocation that asks for something we do not know; its message names every fault. */
class InvalidSweepRequest extends Error {
  override readonly name = 'InvalidSweepRequest';
}

/** Reads an invocation's payload; keys that are not known are refused by name, never passed over. */
export function parseSweepInput(
  payload: unknown,
  known: { readonly regions: readonly string[]; readonly rules: readonly string[] },
): SweepInput {
  const parsed = schema.safeParse(payload ?? {});
  if (!parsed.success) throw new InvalidSweepRequest(parsed.error.issues.map(inWords).join('; '));
  refuseMore(parsed.data);
  const strangers = [
    ...unknownOf('Region', parsed.data.regions, known.regions, 'watched'),
    ...unknownOf('rule', parsed.data.rules, known.rules, 'known'),
  ];
  if (strangers.length > 0) throw new InvalidSweepRequest(strangers.join('; '));
  return parsed.data;
}

/** What asks for something else than a sweep of the account stands alone. */
function refuseMore(input: SweepInput): void {
  if (Object.keys(input).length < 2) return;
  if (input.waiting === true) {
    throw new InvalidSweepRequest('"waiting" stands alone: it is what events have asked for');
  }
  if (input.doctor === true) {
    throw new InvalidSweepRequest('"doctor" stands alone: it looks at the deployment');
  }
}

function inWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `"${key}"`).join(', ');
    return `unknown key ${keys}; known are "regions", "clusters", "rules", "dryRun", "announce" and "doctor"`;
  }
  const where = issue.path.length === 0 ? 'the payload' : `"${issue.path.join('.')}"`;
  return `${where}: ${issue.message}`;
}

function unknownOf(
  noun: string,
  asked: readonly string[] | undefined,
  known: readonly string[],
  adjective: string,
): readonly string[] {
  return (asked ?? [])
    .filter((name) => !known.includes(name))
    .map((name) => `${noun} "${name}" is not ${adjective}; ${adjective} are ${known.join(', ')}`);
}
