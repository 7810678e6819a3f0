/** The account's other trails: AWS delivers one copy of the management events for free and charges for each further one. */
import * as z from 'zod/mini'
import { denied, isFailure } from '../aws/aws-failure.ts'
import { type Check, type CheckContext, ok, problem, warning } from '../finding.ts'
import { trailName } from '../stage-resources.ts'

const Trail = z.looseObject({ Name: z.string(), HomeRegion: z.string(), TrailARN: z.string() })
type Trail = z.infer<typeof Trail>
const Trails = z.looseObject({ trailList: z._default(z.array(Trail), []) })

const Selectors = z.looseObject({
  EventSelectors: z.optional(z.array(z.looseObject({ IncludeManagementEvents: z._default(z.boolean(), true) }))),
  AdvancedEventSelectors: z.optional(
    z.array(
      z.looseObject({
        FieldSelectors: z.array(z.looseObject({ Field: z.string(), Equals: z._default(z.array(z.string()), []) })),
      }),
    ),
  ),
})

/** Not adjustable: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const maxTrailsInRegion = 5

const cost =
  'This stage records all management events of the account once more, which costs $2 for 100,000 events: two uses of a key for each form are $40 for a million forms, and the events of everything else in the account come on top.'

export const trails: Check = {
  name: 'trails',
  async run({ settings, readAws, deployed }) {
    const parameters = { includeShadowTrails: true }
    const { trailList } = await readAws('cloudtrail:DescribeTrails', Trails, { parameters })
    const name = trailName(settings)
    const isOwn = (trail: Trail) => trail.Name === name && trail.HomeRegion === settings.region
    const others = trailList.filter((trail) => !isOwn(trail))
    const namesake = others.find((trail) => trail.Name === name)
    if (namesake !== undefined) {
      return problem(
        `the trail ${name} exists, with the home Region ${namesake.HomeRegion}`,
        'Give this stage another name, or delete that trail: a trail of all Regions takes its name in each of them.',
      )
    }
    if (trailList.some(isOwn) && !(await deployed()).stacks.includes('events')) {
      return problem(`the trail ${name} exists, and is not of this stage`, 'A removed stage left it. Delete it.')
    }
    if (others.length >= maxTrailsInRegion) {
      return problem(
        `${others.length} other trails in ${settings.region}, and AWS allows ${maxTrailsInRegion} in total`,
        'Delete one of them.',
      )
    }
    const recording = await recordingManagementEvents({ settings, readAws }, others)
    if (recording.length === 0) return ok('no other trail records management events')
    return warning(
      `${recording.map(({ Name }) => Name).join(', ')} ${recording.length === 1 ? 'records' : 'record'} management events already`,
      `${cost} Accept that, or deploy the stage to an account without another trail.`,
    )
  },
}

const recordingManagementEvents = async (
  { settings, readAws }: Pick<CheckContext, 'settings' | 'readAws'>,
  others: readonly Trail[],
): Promise<readonly Trail[]> => {
  const recording: Trail[] = []
  for (const trail of others) {
    const request = { region: trail.HomeRegion, parameters: { TrailName: trail.TrailARN } }
    try {
      if (includesManagementEvents(await readAws('cloudtrail:GetEventSelectors', Selectors, request)))
        recording.push(trail)
    } catch (failure) {
      // A member account may list the trail of its organisation, but not its selectors. Such a trail records them.
      if (!isFailure(failure, denied) || trail.TrailARN.includes(`:${settings.account}:`)) throw failure
      recording.push(trail)
    }
  }
  return recording
}

const includesManagementEvents = ({ EventSelectors, AdvancedEventSelectors }: z.infer<typeof Selectors>): boolean =>
  (EventSelectors ?? []).some(({ IncludeManagementEvents }) => IncludeManagementEvents) ||
  (AdvancedEventSelectors ?? []).some(({ FieldSelectors }) =>
    FieldSelectors.some(({ Field, Equals }) => Field === 'eventCategory' && Equals.includes('Management')),
  )
