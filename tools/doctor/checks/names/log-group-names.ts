import * as z from 'zod/mini'
import { allPages, pageToken } from '../../aws/all-pages.ts'
import type { Check, CheckContext } from '../../finding.ts'
import { logGroupPrefixes } from '../../stage-resources.ts'
import { freeNames } from './free-names.ts'

export const logGroupNamesCheck: Check = {
  name: 'names: log groups',
  async run(context) {
    const names: string[] = []
    for (const { name, region } of logGroupPrefixes(context.settings)) {
      names.push(...(await logGroups(context, region, name)))
    }
    return freeNames(context, {
      existing: names.map((name) => ({ name, physicalId: name })),
      change: 'A removed stage left them. Delete them, if the logs are no longer needed.',
    })
  },
}

const LogGroups = z.looseObject({
  logGroups: z._default(z.array(z.looseObject({ logGroupName: z.string() })), []),
  nextToken: pageToken,
})

const logGroups = ({ readAws }: CheckContext, region: string, logGroupNamePrefix: string): Promise<readonly string[]> =>
  allPages(async (nextToken) => {
    const parameters = { logGroupNamePrefix, nextToken }
    const page = await readAws('logs:DescribeLogGroups', LogGroups, { region, parameters })
    const names = page.logGroups.map(({ logGroupName }) => logGroupName)
    const isOfStage = (name: string) => logGroupNamePrefix.endsWith('/') || name === logGroupNamePrefix
    return { items: names.filter(isOfStage), next: page.nextToken }
  })
