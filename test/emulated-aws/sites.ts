/** Sites in the tables of a deployed stage, each with the shipped templates. */
import { SiteId } from '../../contracts/identifiers.ts'
import { dynamoDbRecords } from '../../lambdas/adapters/dynamodb/records.ts'
import { documentClientOf } from '../../lambdas/adapters/dynamodb/request/client.ts'
import { dynamoDbNewSites } from '../../lambdas/adapters/dynamodb/sites.ts'
import { dynamoDbNewTemplates } from '../../lambdas/adapters/dynamodb/templates.ts'
import { systemRandomness } from '../../lambdas/adapters/process/randomness.ts'
import { siteMaker } from '../../local/sites.ts'
import { dynamoDbOf, type EmulatedAccount } from './clients.ts'
import type { DeployedStage } from './deployed-stage.ts'

export async function createSites(
  account: EmulatedAccount,
  { tables }: DeployedStage,
  siteIds: readonly string[],
): Promise<void> {
  const client = dynamoDbOf(account)
  const ports = { documents: documentClientOf(client), tables, randomness: systemRandomness }
  const makeSite = siteMaker({
    records: dynamoDbRecords(ports),
    sites: dynamoDbNewSites(ports),
    templates: dynamoDbNewTemplates(ports),
  })
  for (const siteId of siteIds) await makeSite(SiteId.parse(siteId))
  client.destroy()
}
