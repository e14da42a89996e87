import * as z from 'zod/mini';
import type {
  AdvancedEventSelector,
  ClassicEventSelector,
  EventSelectors,
  FieldSelector,
  Trail,
  TrailStatus,
} from '../model/trail.ts';
import type { Parsed } from './parsed.ts';
import { given, parseWith } from './schema.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Trail.html */
export function readTrail(json: unknown, item: string): Parsed<Trail> {
  const parsed = parseWith(trailSchema, json, 'trail');
  if ('error' in parsed) return parsed;
  const trail = parsed.ok;
  if (trail.TrailARN !== item) return { error: `trail.TrailARN: expected ${item}` };
  return {
    ok: {
      arn: trail.TrailARN,
      name: trail.Name,
      homeRegion: trail.HomeRegion,
      isMultiRegionTrail: trail.IsMultiRegionTrail,
      includeGlobalServiceEvents: trail.IncludeGlobalServiceEvents,
      // Answers kept from before there were organization trails do not say.
      isOrganizationTrail: trail.IsOrganizationTrail ?? false,
    },
  };
}

const trailSchema = z.object({
  TrailARN: z.string(),
  Name: z.string(),
  HomeRegion: z.string(),
  IsMultiRegionTrail: z.boolean(),
  IncludeGlobalServiceEvents: z.boolean(),
  IsOrganizationTrail: z.nullish(z.boolean()),
});

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html */
export function readTrailStatus(json: unknown): Parsed<TrailStatus> {
  const parsed = parseWith(z.object({ IsLogging: z.boolean() }), json, 'status');
  return 'error' in parsed ? parsed : { ok: { isLogging: parsed.ok.IsLogging } };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html */
export function readEventSelectors(json: unknown): Parsed<EventSelectors> {
  const parsed = parseWith(eventSelectorsSchema, json, 'eventSelectors');
  if ('error' in parsed) return parsed;
  const { EventSelectors: classic, AdvancedEventSelectors: advanced } = parsed.ok;
  // A trail always has selectors of one kind, so an answer with neither is not an answer.
  if (classic == null && advanced == null) {
    return { error: 'eventSelectors: expected EventSelectors or AdvancedEventSelectors' };
  }
  return {
    ok: {
      classic: (classic ?? []).map(toClassic),
      advanced: (advanced ?? []).map(toAdvanced),
    },
  };
}

const texts = z.nullish(z.array(z.string()));

const classicSchema = z.object({
  ReadWriteType: z.string(),
  IncludeManagementEvents: z.boolean(),
  ExcludeManagementEventSources: texts,
});

const fieldSchema = z.object({
  Field: z.string(),
  Equals: texts,
  StartsWith: texts,
  EndsWith: texts,
  NotEquals: texts,
  NotStartsWith: texts,
  NotEndsWith: texts,
});

const advancedSchema = z.object({
  Name: z.nullish(z.string()),
  FieldSelectors: z.array(fieldSchema),
});

const eventSelectorsSchema = z.object({
  EventSelectors: z.nullish(z.array(classicSchema)),
  AdvancedEventSelectors: z.nullish(z.array(advancedSchema)),
});

function toClassic(selector: z.infer<typeof classicSchema>): ClassicEventSelector {
  return {
    readWriteType: selector.ReadWriteType,
    includeManagementEvents: selector.IncludeManagementEvents,
    excludeManagementEventSources: selector.ExcludeManagementEventSources ?? [],
  };
}

function toAdvanced(selector: z.infer<typeof advancedSchema>): AdvancedEventSelector {
  const fieldSelectors = selector.FieldSelectors.map(toField);
  return { ...given({ name: selector.Name }), fieldSelectors };
}

function toField(selector: z.infer<typeof fieldSchema>): FieldSelector {
  return {
    field: selector.Field,
    equals: selector.Equals ?? [],
    startsWith: selector.StartsWith ?? [],
    endsWith: selector.EndsWith ?? [],
    notEquals: selector.NotEquals ?? [],
    notStartsWith: selector.NotStartsWith ?? [],
    notEndsWith: selector.NotEndsWith ?? [],
  };
}
