/** A production stage in the emulated account, as far as supported, and attempts to delete it. */
import {
  DeleteStackCommand,
  UpdateTerminationProtectionCommand,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation'
import { CloudFrontClient, ListDistributionsCommand } from '@aws-sdk/client-cloudfront'
import { DeleteTableCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { expect } from 'vitest'
import { tableList } from '../../lambdas/adapters/dynamodb/tables.ts'
import { clientConfig, cloudFormationOf, dynamoDbOf } from './clients.ts'
import type { DemoService } from './demo-service.ts'
import { production as productionSettings } from './deployment.ts'

export async function expectNoDataLoss({ emulator, startProduction }: DemoService): Promise<void> {
  const stacks = ['Sealform/vault', 'Sealform/records', 'Sealform/front']
  const production = await startProduction()
  await production.deploySome(stacks)
  const region = productionSettings.region
  const [cloudFormation, dynamoDb] = [cloudFormationOf(emulator, region), dynamoDbOf(emulator, region)]
  const { TableNames: tables = [] } = await dynamoDb.send(new ListTablesCommand({}))
  expect(tables).toHaveLength(tableList.length)
  const destroyed = await production.npmRun(['destroy', '--', 'production', '--yes'])
  expect(destroyed).toEqual({ exitCode: 1, output: expect.stringMatching(/[Tt]ermination ?[Pp]rotection/) })
  const { DistributionList } = await new CloudFrontClient(clientConfig(emulator)).send(new ListDistributionsCommand({}))
  const distribution = DistributionList?.Items?.find(({ Comment }) => Comment === 'sealform-production')
  // It is in another Region than the stage.
  expect(distribution?.WebACLId).toMatch(
    /^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/sealform-production-edge-eu-central-1\//,
  )
  // Without the protection of its stacks no data is lost either.
  for (const name of ['records', 'vault']) {
    const StackName = `sealform-production-${name}`
    const lifted = { StackName, EnableTerminationProtection: false }
    await cloudFormation.send(new UpdateTerminationProtectionCommand(lifted))
    await cloudFormation.send(new DeleteStackCommand({ StackName }))
    await waitUntilStackDeleteComplete({ client: cloudFormation, maxWaitTime: 60, minDelay: 1 }, { StackName })
  }
  expect((await dynamoDb.send(new ListTablesCommand({}))).TableNames).toEqual(tables)
  for (const TableName of tables) {
    await expect(dynamoDb.send(new DeleteTableCommand({ TableName }))).rejects.toThrow(/protection/i)
  }
}
