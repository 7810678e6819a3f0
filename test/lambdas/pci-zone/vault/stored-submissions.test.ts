import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { SubmissionId } from '../../../../contracts/identifiers.ts'
import { documentClientOf, dynamoDbClient } from '../../../../lambdas/adapters/dynamodb/request/client.ts'
import { prefixedTableNames } from '../../../../lambdas/adapters/dynamodb/tables.ts'
import { dynamoDbStoredSubmissions } from '../../../../lambdas/pci-zone/vault/dynamodb-retained-submissions.ts'
import { withCommandStub } from '../../../port-contracts/stubbed-client.ts'

test('a look at which submissions are stored reads their ids alone, the only attribute that its role allows', async () => {
  const submissionId = SubmissionId.parse(randomUUID())
  const inputs: unknown[] = []
  const client = withCommandStub(dynamoDbClient({ region: 'eu-central-1' }), (_command, input) => {
    inputs.push(input)
    return { reply: { Responses: { 'stage-submissions': [{ submissionId }] } } }
  })
  const ports = { documents: documentClientOf(client), tables: prefixedTableNames('stage') }

  expect(await dynamoDbStoredSubmissions(ports).findStored([submissionId])).toEqual(new Set([submissionId]))
  expect(inputs).toMatchObject([{ RequestItems: { 'stage-submissions': { ProjectionExpression: 'submissionId' } } }])
})
