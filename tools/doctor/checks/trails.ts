/**
 * Checks the account's other trails. AWS delivers one copy of the management events for free and charges for each
 * additional copy.
 */
import * as z from 'zod/mini'
import { type Check, type CheckContext, type Found, ok, problem, warning } from '../finding.ts'
import { trailNames } from '../stage-resources.ts'
import { recordingTrails, Trail } from './recording-trails.ts'

const Trails = z.looseObject({ trailList: z._default(z.array(Trail), []) })

/**
 * The maximum number of trails in a Region. AWS does not raise this limit:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 */
const maxTrailsInRegion = 5

export const trails: Check = {
  name: 'trails',
  async run(context) {
    const { settings, readAws } = context
    const parameters = { includeShadowTrails: true }
    const { trailList } = await readAws('cloudtrail:DescribeTrails', Trails, { parameters })
    return settings.trail.kind === 'existing'
      ? await checkExisting(context, trailList, settings.trail.logGroup)
      : ((await checkOwnName(context, trailList)) ?? (await checkFurther(context, trailList)))
  },
}

/** Checks the existing trails for a stage that creates no trail and depends on an existing one. */
const checkExisting = async (
  context: CheckContext,
  existing: readonly Trail[],
  logGroup: string | undefined,
): Promise<Found> => {
  const recording = await recordingTrails(context, existing)
  if (recording.length === 0) {
    return problem(
      'trail is existing, but no trail records management events',
      'Set trail to {"kind":"made-here"}, or create a trail as docs/audit.md describes it.',
    )
  }
  if (recording.every(({ withoutKeyUses }) => withoutKeyUses)) {
    return problem(
      `${recording.map(({ Name }) => Name).join(', ')} excludes the events of KMS`,
      'Let the trail record them: docs/audit.md has its selectors. Without them no use of a key is on record.',
    )
  }
  const found = `the stage relies on ${recording.map(({ Name }) => Name).join(', ')}`
  if (logGroup === undefined) return ok(found)
  const writes = ({ CloudWatchLogsLogGroupArn: arn }: Trail) =>
    arn?.split(':log-group:')[1]?.replace(/:\*$/, '') === logGroup
  if (recording.some(writes)) return ok(`${found}, and its log group ${logGroup}`)
  return problem(
    `no trail writes to the log group ${logGroup}`,
    'Correct trail.logGroup, or leave it out: then the alarms on the trail are left out.',
  )
}

/**
 * Checks the names of the trails that the stage creates. Returns undefined if they are free or already belong to the
 * stage.
 */
const checkOwnName = async (
  { settings, deployed }: CheckContext,
  existing: readonly Trail[],
): Promise<Found | undefined> => {
  const namesake = existing.find(({ Name }) => trailNames(settings).includes(Name))
  if (namesake === undefined) return undefined
  const { Name: name } = namesake
  if (namesake.HomeRegion !== settings.region) {
    return problem(
      `the trail ${name} exists, with the home Region ${namesake.HomeRegion}`,
      'Give this stage another name, or delete that trail: a trail of all Regions takes its name in each of them.',
    )
  }
  if ((await deployed()).stacks.includes('events')) return undefined
  return problem(`the trail ${name} exists, and is not of this stage`, 'A removed stage left it. Delete it.')
}

const checkFurther = async (context: CheckContext, existing: readonly Trail[]): Promise<Found> => {
  const { settings } = context
  const others = existing.filter(({ Name }) => !trailNames(settings).includes(Name))
  if (others.length + trailNames(settings).length > maxTrailsInRegion) {
    return problem(
      `${others.length} other trails in ${settings.region}, and AWS allows ${maxTrailsInRegion} in total, two of them for the stage`,
      'Set trail to {"kind":"existing"} if one of them records what docs/audit.md lists, or delete one.',
    )
  }
  const recording = await recordingTrails(context, others)
  if (recording.length === 0) return ok('no other trail records management events')
  const names = recording.map(({ Name }) => Name).join(', ')
  return warning(
    `${names} ${recording.length === 1 ? 'records' : 'record'} management events already`,
    'Set trail to {"kind":"existing"} if that trail records what docs/audit.md lists. A further one costs $20 for a million management events of the whole account, two for each form among them.',
  )
}
