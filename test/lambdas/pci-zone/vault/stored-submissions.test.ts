import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { SubmissionId } from '../../../../contracts/identifiers.ts'
import { documentClientOf, dynamoDbClient } from '../../../../lambdas/adapters/dynamodb/request/client.ts'
import { prefixedTableNames } from '../../../../lambdas/adapters/dynamodb/tables.ts'
import { dynamoDbStoredSubmissions } from '../../../../lambdas/pci-zone/vault/dynamodb-retained-submissions.ts'
import { withCommandStub } from '../../../port-contracts/stubbed-client.ts'

const submissionId = SubmissionId.parse(randomUUID())

/** A store whose submissions have one row, and the inputs of its requests. */
const begin = () => {
  const inputs: unknown[] = []
  const client = withCommandStub(dynamoDbClient({ region: 'eu-central-1' }), (_command, input) => {
    inputs.push(input)
    return { reply: { Responses: { 'stage-submissions': [{ submissionId }] } } }
  })
  const ports = { documents: documentClientOf(client), tables: prefixedTableNames('stage') }
  return { stored: dynamoDbStoredSubmissions(ports), inputs }
}
const reading = (ProjectionExpression: unknown) => [{ RequestItems: { 'stage-submissions': { ProjectionExpression } } }]

test('a search for the stored submissions reads only their ids', async () => {
  const { stored, inputs } = begin()
  expect(await stored.findStored([submissionId])).toEqual(new Set([submissionId]))
  expect(inputs).toMatchObject(reading('submissionId'))
})

test('the description of a submission is read without the ciphertext, and a row that cannot be parsed is reported as malformed', async () => {
  const { stored, inputs } = begin()
  expect(await stored.describe([submissionId])).toEqual(new Map([[submissionId, 'malformed']]))
  expect(inputs).toMatchObject(reading(expect.stringContaining('submittedAt')))
  expect(inputs).not.toMatchObject(reading(expect.stringContaining('message')))
})
