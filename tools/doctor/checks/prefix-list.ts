/** Checks whether DynamoDB's managed prefix list has the id that `lib/regions.ts` contains for the Region. */
import * as z from 'zod/mini'
import { dynamoDbPrefixLists } from '../../../lib/regions.ts'
import { xmlList } from '../aws/reply.ts'
import { type Check, ok, problem } from '../finding.ts'

const PrefixLists = z.looseObject({
  prefixListSet: xmlList('item', z.looseObject({ prefixListId: z.string(), prefixListName: z.string() })),
})

export const prefixList: Check = {
  name: 'prefix list',
  async run({ settings: { region }, readAws }) {
    const name = `com.amazonaws.${region}.dynamodb`
    const expected = dynamoDbPrefixLists[region]
    const parameters = { 'Filter.1.Name': 'prefix-list-name', 'Filter.1.Value.1': name }
    const { prefixListSet } = await readAws('ec2:DescribeManagedPrefixLists', PrefixLists, { parameters })
    const id = prefixListSet.find(({ prefixListName }) => prefixListName === name)?.prefixListId
    if (id === expected) return ok(`${id} for ${name}`)
    return problem(
      `${id ?? 'none'} for ${name}, but lib/regions.ts has ${expected}`,
      id === undefined
        ? `DynamoDB has no prefix list in ${region}: choose another Region.`
        : `Correct the id of ${region} in lib/regions.ts, and report it to the project.`,
    )
  },
}
