/** What we use of `cloudtrail:DescribeTrails`. */
export interface Trail {
  readonly arn: string;
  readonly name: string;
  readonly homeRegion: string;
  readonly isMultiRegionTrail: boolean;
  readonly includeGlobalServiceEvents: boolean;
  readonly isOrganizationTrail: boolean;
}

/** What we use of `cloudtrail:GetTrailStatus`. */
export interface TrailStatus {
  readonly isLogging: boolean;
}

/** `cloudtrail:GetEventSelectors`: a trail has classic or advanced selectors, never both. */
export interface EventSelectors {
  readonly classic: readonly ClassicEventSelector[];
  readonly advanced: readonly AdvancedEventSelector[];
}

export interface ClassicEventSelector {
  /** All, ReadOnly or WriteOnly. */
  readonly readWriteType: string;
  readonly includeManagementEvents: boolean;
  readonly excludeManagementEventSources: readonly string[];
}

/** All field selectors must hold for an event to be logged. */
export interface AdvancedEventSelector {
  readonly name?: string;
  readonly fieldSelectors: readonly FieldSelector[];
}

/** Operators of one field; an operator that is not used is an empty list. */
export interface FieldSelector {
  readonly field: string;
  readonly equals: readonly string[];
  readonly startsWith: readonly string[];
  readonly endsWith: readonly string[];
  readonly notEquals: readonly string[];
  readonly notStartsWith: readonly string[];
  readonly notEndsWith: readonly string[];
}
