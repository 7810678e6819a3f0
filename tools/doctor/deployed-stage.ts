/** Reads the stacks of a stage that are already deployed, and their resources. */
import * as z from 'zod/mini'
import { edgeRegion } from '../../lib/regions.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { allPages, pageToken } from './aws/all-pages.ts'
import type { ReadAws } from './aws/read-aws.ts'
import { xmlList } from './aws/reply.ts'
import { stackIds, stackOf } from './stage-resources.ts'

export interface DeployedStage {
  /** The names of the stage's existing stacks, without the stage's name. */
  readonly stacks: readonly string[]
  /** The total number of stacks in the stage's Region. */
  readonly stacksInRegion: number
  /** The physical ids of all resources in this stage's stacks. */
  readonly resources: ReadonlySet<string>
}

const Stacks = z.looseObject({
  Stacks: xmlList('member', z.looseObject({ StackName: z.string() })),
  NextToken: pageToken,
})

const Resources = z.looseObject({
  StackResourceSummaries: xmlList('member', z.looseObject({ PhysicalResourceId: z.optional(z.string()) })),
  NextToken: pageToken,
})

/**
 * Reads the stage's deployed stacks and their resources.
 * @throws {AwsFailure}
 */
export const readDeployedStage = async (readAws: ReadAws, settings: StageSettings): Promise<DeployedStage> => {
  const inRegion = await stacksIn(readAws, settings.region)
  const inEdgeRegion = settings.region === edgeRegion ? inRegion : await stacksIn(readAws, edgeRegion)
  const existing = stackIds
    .map((id) => ({ id, ...stackOf(settings, id) }))
    .filter(({ name, region }) => (region === settings.region ? inRegion : inEdgeRegion).includes(name))
  const resources = new Set<string>()
  for (const { name, region } of existing) {
    for (const id of await resourcesOf(readAws, name, region)) resources.add(id)
  }
  return { stacks: existing.map(({ id }) => id), stacksInRegion: inRegion.length, resources }
}

const stacksIn = (readAws: ReadAws, region: string): Promise<readonly string[]> =>
  allPages(async (NextToken) => {
    const page = await readAws('cloudformation:DescribeStacks', Stacks, { region, parameters: { NextToken } })
    return { items: page.Stacks.map(({ StackName }) => StackName), next: page.NextToken }
  })

const resourcesOf = (readAws: ReadAws, StackName: string, region: string): Promise<readonly string[]> =>
  allPages(async (NextToken) => {
    const parameters = { StackName, NextToken }
    const page = await readAws('cloudformation:ListStackResources', Resources, { region, parameters })
    return {
      items: page.StackResourceSummaries.flatMap(({ PhysicalResourceId: id }) => (id === undefined ? [] : [id])),
      next: page.NextToken,
    }
  })
