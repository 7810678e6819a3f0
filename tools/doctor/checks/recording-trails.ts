/** Finds the trails that record the management events of an account. */
import * as z from 'zod/mini'
import { denied, isFailure } from '../aws/aws-failure.ts'
import type { CheckContext } from '../finding.ts'

export const Trail = z.looseObject({
  Name: z.string(),
  HomeRegion: z.string(),
  TrailARN: z.string(),
  CloudWatchLogsLogGroupArn: z.optional(z.string()),
})
export type Trail = z.infer<typeof Trail>

export interface RecordingTrail extends Trail {
  /** True if the trail excludes the events of KMS. Some trails exclude them to save money. */
  readonly withoutKeyUses: boolean
}

const listOfTexts = z._default(z.array(z.string()), [])

const Selectors = z.looseObject({
  EventSelectors: z._default(
    z.array(
      z.looseObject({
        IncludeManagementEvents: z._default(z.boolean(), true),
        ExcludeManagementEventSources: listOfTexts,
      }),
    ),
    [],
  ),
  AdvancedEventSelectors: z._default(
    z.array(
      z.looseObject({
        FieldSelectors: z.array(z.looseObject({ Field: z.string(), Equals: listOfTexts, NotEquals: listOfTexts })),
      }),
    ),
    [],
  ),
})

/** Returns only the trails that record management events. @throws {AwsFailure} */
export const recordingTrails = async (
  { settings, readAws }: Pick<CheckContext, 'settings' | 'readAws'>,
  trails: readonly Trail[],
): Promise<readonly RecordingTrail[]> => {
  const recording: RecordingTrail[] = []
  for (const trail of trails) {
    const request = { region: trail.HomeRegion, parameters: { TrailName: trail.TrailARN } }
    try {
      const excluded = excludedSources(await readAws('cloudtrail:GetEventSelectors', Selectors, request))
      if (excluded !== undefined) recording.push({ ...trail, withoutKeyUses: excluded.includes('kms.amazonaws.com') })
    } catch (failure) {
      // A member account may list the trail of its organisation, but not read the trail's selectors. Assume that such a
      // trail records management events.
      if (!isFailure(failure, denied) || trail.TrailARN.includes(`:${settings.account}:`)) throw failure
      recording.push({ ...trail, withoutKeyUses: false })
    }
  }
  return recording
}

/**
 * Returns the services whose management events the trail excludes, or undefined if the trail records no management
 * events.
 */
const excludedSources = ({
  EventSelectors,
  AdvancedEventSelectors,
}: z.infer<typeof Selectors>): readonly string[] | undefined => {
  const basic = EventSelectors.find(({ IncludeManagementEvents }) => IncludeManagementEvents)
  if (basic !== undefined) return basic.ExcludeManagementEventSources
  const advanced = AdvancedEventSelectors.find(({ FieldSelectors }) =>
    FieldSelectors.some(({ Field, Equals }) => Field === 'eventCategory' && Equals.includes('Management')),
  )
  return advanced?.FieldSelectors.filter(({ Field }) => Field === 'eventSource').flatMap(({ NotEquals }) => NotEquals)
}
