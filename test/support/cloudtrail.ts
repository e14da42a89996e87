import type {
  AdvancedEventSelector,
  ClassicEventSelector,
  FieldSelector,
  Trail,
} from '../../shared/model/trail.ts';

/** A multi-Region trail of this account at home in eu-west-1, global services included. */
export function trail(arn: string, differences: Partial<Trail> = {}): Trail {
  return {
    arn,
    name: arn.slice(arn.lastIndexOf('/') + 1),
    homeRegion: 'eu-west-1',
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    isOrganizationTrail: false,
    ...differences,
  };
}

/** Reads and writes of management events, nothing excluded: what a new trail logs. */
export function classicSelector(
  differences: Partial<ClassicEventSelector> = {},
): ClassicEventSelector {
  return {
    readWriteType: 'All',
    includeManagementEvents: true,
    excludeManagementEventSources: [],
    ...differences,
  };
}

export function advancedSelector(
  ...fieldSelectors: readonly FieldSelector[]
): AdvancedEventSelector {
  return { fieldSelectors };
}

export function field(
  name: string,
  operators: Partial<Omit<FieldSelector, 'field'>> = {},
): FieldSelector {
  return {
    field: name,
    equals: [],
    startsWith: [],
    endsWith: [],
    notEquals: [],
    notStartsWith: [],
    notEndsWith: [],
    ...operators,
  };
}
